// Everything works without this. It saves a press here and a glance at the calendar there.
"use strict";

// Leads to what went wrong.
document.querySelector(".error-summary")?.focus();

// Says before a half-written form is left behind.
for (const form of document.querySelectorAll("form[method=post]")) {
  if (!form.querySelector("textarea")) continue;
  let written = false;
  form.addEventListener("input", () => { written = true; });
  form.addEventListener("submit", () => { written = false; });
  addEventListener("beforeunload", (event) => { if (written) event.preventDefault(); });
}

// Keeps a form from being sent twice by two presses.
for (const form of document.querySelectorAll("form[method=post]")) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
    setTimeout(() => { sent = false; }, 4000);
  });
}

// Moves the two clocks of a matter as the sliders go.
for (const slider of document.querySelectorAll("input[type=range][data-days]")) {
  const field = document.getElementById(slider.dataset.days);
  const from = slider.dataset.from;
  if (!field || !from) continue;
  slider.closest(".slide").hidden = false;
  slider.addEventListener("input", () => {
    const day = new Date(`${from}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() + Number(slider.value));
    field.value = `${day.toISOString().slice(0, 10)}T12:00`;
  });
  slider.addEventListener("change", () => slider.form?.requestSubmit());
}
