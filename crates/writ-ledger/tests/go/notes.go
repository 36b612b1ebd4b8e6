// Signs and opens notes with golang.org/x/mod/sumdb/note, for `tests/note/go.rs`. Reads one
// JSON object a line, writes one answer a line.
package main

import (
	"bufio"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

type question struct {
	Sign, Secret, Open string
	Keys               []string
}

// A verifier of cosignatures of type 4, for the interface of the module.
type witness struct {
	name string
	id   uint32
	key  ed25519.PublicKey
}

func (w witness) Name() string    { return w.name }
func (w witness) KeyHash() uint32 { return w.id }

func (w witness) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	time := binary.BigEndian.Uint64(signature)
	message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", time, text)
	return ed25519.Verify(w.key, []byte(message), signature[8:])
}

func verifier(text string) (note.Verifier, error) {
	parts := strings.SplitN(text, "+", 3)
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil {
		return nil, err
	}
	if key[0] != 4 {
		return note.NewVerifier(text)
	}
	var id uint32
	if _, err := fmt.Sscanf(parts[1], "%08x", &id); err != nil {
		return nil, err
	}
	return witness{parts[0], id, key[1:]}, nil
}

func answer(asked question) (map[string]any, error) {
	if asked.Secret != "" {
		signer, err := note.NewSigner(asked.Secret)
		if err != nil {
			return nil, err
		}
		signed, err := note.Sign(&note.Note{Text: asked.Sign}, signer)
		if err != nil {
			return nil, err
		}
		// The public key as Go writes it, from the seed in the secret one.
		parts := strings.SplitN(asked.Secret, "+", 5)
		seed, err := base64.StdEncoding.DecodeString(parts[4])
		if err != nil {
			return nil, err
		}
		public := ed25519.NewKeyFromSeed(seed[1:]).Public().(ed25519.PublicKey)
		key, err := note.NewEd25519VerifierKey(signer.Name(), public)
		return map[string]any{"note": string(signed), "key": key}, err
	}
	var keys []note.Verifier
	for _, text := range asked.Keys {
		key, err := verifier(text)
		if err != nil {
			return nil, err
		}
		keys = append(keys, key)
	}
	opened, err := note.Open([]byte(asked.Open), note.VerifierList(keys...))
	if err != nil {
		return nil, err
	}
	return map[string]any{"verified": len(opened.Sigs)}, nil
}

func main() {
	lines := bufio.NewReader(os.Stdin)
	out := json.NewEncoder(os.Stdout)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		var asked question
		if err := json.Unmarshal(line, &asked); err != nil {
			panic(err)
		}
		given, err := answer(asked)
		if err != nil {
			given = map[string]any{"refused": err.Error()}
		}
		if err := out.Encode(given); err != nil {
			panic(err)
		}
	}
}
