// Command ledger-go reads the files of a ledger and what was claimed of it, works all of it out
// anew with golang.org/x/mod/sumdb/tlog, and says where the two differ.
//
// usage: main.go FOLDER
//
// FOLDER holds tile/..., as C2SP tlog-tiles has it, and the text file claims, one claim a line:
//
//	size SIZE ROOT
//	inclusion yes|no INDEX SIZE LEAF ROOT HASH...
//	consistency yes|no OLD NEW OLDROOT NEWROOT HASH...
//
// A proof of a line with yes must be the one that tlog makes; one of a line with no must be
// refused. Only the tree's arithmetic is tlog's: paths, bundles and widths are read here, from the
// specification. The last line of output counts what was found to be so.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// stored holds all hashes of the tree in tlog's own order.
type stored []tlog.Hash

func (s stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index >= int64(len(s)) {
			return nil, fmt.Errorf("no stored hash %d", index)
		}
		hashes[i] = s[index]
	}
	return hashes, nil
}

// path is that of a tile or bundle; kind is a level or "entries".
func path(kind string, number int64, width int) string {
	text := fmt.Sprintf("%03d", number%1000)
	for number >= 1000 {
		number /= 1000
		text = fmt.Sprintf("x%03d/%s", number%1000, text)
	}
	if width < 256 {
		text = fmt.Sprintf("%s.p/%d", text, width)
	}
	return "tile/" + kind + "/" + text
}

type ledger struct {
	folder string
	size   int64
	stored stored
	count  struct{ entries, files, inclusion, consistency, refused int }
}

func (l *ledger) read(path string) ([]byte, error) {
	return os.ReadFile(filepath.Join(l.folder, path))
}

// readEntries hashes the entries of all bundles.
func (l *ledger) readEntries() (files []string, err error) {
	for number := int64(0); number*256 < l.size; number++ {
		width := 256
		if left := l.size - number*256; left < 256 {
			width = int(left)
		}
		name := path("entries", number, width)
		files = append(files, name)
		bytes, err := l.read(name)
		if err != nil {
			return nil, err
		}
		for i := 0; i < width; i++ {
			if len(bytes) < 2 || len(bytes)-2 < int(binary.BigEndian.Uint16(bytes)) {
				return nil, fmt.Errorf("%s: cut at entry %d", name, i)
			}
			end := 2 + int(binary.BigEndian.Uint16(bytes))
			hashes, err := tlog.StoredHashes(number*256+int64(i), bytes[2:end], l.stored)
			if err != nil {
				return nil, err
			}
			l.stored = append(l.stored, hashes...)
			l.count.entries++
			bytes = bytes[end:]
		}
		if len(bytes) != 0 {
			return nil, fmt.Errorf("%s: %d bytes too many", name, len(bytes))
		}
	}
	return files, nil
}

// compareTiles holds every tile of hashes against the one that tlog makes.
func (l *ledger) compareTiles() (files []string, err error) {
	tiles := tlog.NewTiles(8, 0, l.size)
	for i, tile := range tiles {
		// tlog lists a partial tile in every width that it had; this tree has only its last.
		if i+1 < len(tiles) && tiles[i+1].L == tile.L && tiles[i+1].N == tile.N {
			continue
		}
		name := path(strconv.Itoa(tile.L), tile.N, tile.W)
		files = append(files, name)
		ours, err := tlog.ReadTileData(tile, l.stored)
		if err != nil {
			return nil, err
		}
		theirs, err := l.read(name)
		if err != nil {
			return nil, err
		}
		if !bytes.Equal(ours, theirs) {
			return nil, fmt.Errorf("%s differs", name)
		}
	}
	return files, nil
}

// onlyThese sees to it that there is no file besides.
func (l *ledger) onlyThese(expected []string) error {
	var found []string
	root := filepath.Join(l.folder, "tile")
	err := filepath.Walk(root, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		path, err = filepath.Rel(l.folder, path)
		found = append(found, filepath.ToSlash(path))
		return err
	})
	if err != nil {
		return err
	}
	sort.Strings(found)
	sort.Strings(expected)
	if strings.Join(found, "\n") != strings.Join(expected, "\n") {
		return fmt.Errorf("the files are %q, not %q", found, expected)
	}
	l.count.files = len(found)
	return nil
}

// claim is the rest of a line.
type claim struct {
	yes    bool
	places [2]int64
	hashes []tlog.Hash
}

func parse(words []string) (claim claim, err error) {
	if len(words) < 5 || words[0] != "yes" && words[0] != "no" {
		return claim, fmt.Errorf("not a claim")
	}
	claim.yes = words[0] == "yes"
	for i := range claim.places {
		if claim.places[i], err = strconv.ParseInt(words[1+i], 10, 64); err != nil {
			return claim, err
		}
	}
	for _, word := range words[3:] {
		bytes, err := base64.StdEncoding.DecodeString(word)
		if err != nil || len(bytes) != tlog.HashSize {
			return claim, fmt.Errorf("%q is no hash", word)
		}
		var hash tlog.Hash
		copy(hash[:], bytes)
		claim.hashes = append(claim.hashes, hash)
	}
	return claim, nil
}

func same(ours, theirs []tlog.Hash) error {
	if len(ours) != len(theirs) {
		return fmt.Errorf("%d hashes, not %d", len(theirs), len(ours))
	}
	for i := range ours {
		if ours[i] != theirs[i] {
			return fmt.Errorf("hash %d differs", i)
		}
	}
	return nil
}

// root holds a claimed root against tlog's.
func (l *ledger) root(size int64, claimed tlog.Hash) error {
	root, err := tlog.TreeHash(size, l.stored)
	if err == nil && root != claimed {
		err = fmt.Errorf("the root of %d is %v, not %v", size, root, claimed)
	}
	return err
}

func (l *ledger) inclusion(c claim) error {
	index, size, leaf, root, proof := c.places[0], c.places[1], c.hashes[0], c.hashes[1], c.hashes[2:]
	if err := l.root(size, root); err != nil {
		return err
	}
	err := tlog.CheckRecord(proof, size, root, index, leaf)
	if !c.yes {
		if err == nil {
			return fmt.Errorf("tlog accepts what was refused")
		}
		l.count.refused++
		return nil
	}
	if err != nil {
		return err
	}
	ours, err := tlog.ProveRecord(size, index, l.stored)
	if err == nil {
		err = same(ours, proof)
	}
	l.count.inclusion++
	return err
}

func (l *ledger) consistency(c claim) error {
	old, size, oldRoot, root, proof := c.places[0], c.places[1], c.hashes[0], c.hashes[1], c.hashes[2:]
	if err := l.root(old, oldRoot); err != nil {
		return err
	}
	if err := l.root(size, root); err != nil {
		return err
	}
	err := tlog.CheckTree(proof, size, root, old, oldRoot)
	if !c.yes {
		if err == nil {
			return fmt.Errorf("tlog accepts what was refused")
		}
		l.count.refused++
		return nil
	}
	if err != nil {
		return err
	}
	ours, err := tlog.ProveTree(size, old, l.stored)
	if err == nil {
		err = same(ours, proof)
	}
	l.count.consistency++
	return err
}

// size reads the first claim and everything that the ledger is made of.
func (l *ledger) whole(words []string) error {
	if len(words) != 3 || words[0] != "size" {
		return fmt.Errorf("the first claim is not the size")
	}
	var err error
	if l.size, err = strconv.ParseInt(words[1], 10, 64); err != nil {
		return err
	}
	files, err := l.readEntries()
	if err != nil {
		return err
	}
	tiles, err := l.compareTiles()
	if err != nil {
		return err
	}
	if err := l.onlyThese(append(files, tiles...)); err != nil {
		return err
	}
	root, err := base64.StdEncoding.DecodeString(words[2])
	if err != nil || len(root) != tlog.HashSize {
		return fmt.Errorf("%q is no hash", words[2])
	}
	var hash tlog.Hash
	copy(hash[:], root)
	return l.root(l.size, hash)
}

func (l *ledger) line(words []string) error {
	if l.size == 0 {
		return l.whole(words)
	}
	c, err := parse(words[1:])
	if err != nil {
		return err
	}
	switch words[0] {
	case "inclusion":
		return l.inclusion(c)
	case "consistency":
		return l.consistency(c)
	}
	return fmt.Errorf("not a claim")
}

func run(folder string) error {
	l := &ledger{folder: folder}
	claims, err := os.Open(filepath.Join(folder, "claims"))
	if err != nil {
		return err
	}
	defer claims.Close()
	lines := bufio.NewScanner(claims)
	for lines.Scan() {
		if err := l.line(strings.Fields(lines.Text())); err != nil {
			return fmt.Errorf("%s: %v", lines.Text(), err)
		}
	}
	if err := lines.Err(); err != nil {
		return err
	}
	c := l.count
	fmt.Printf("%d entries, %d files, %d inclusion, %d consistency, %d refused\n",
		c.entries, c.files, c.inclusion, c.consistency, c.refused)
	return nil
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: main.go FOLDER")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
