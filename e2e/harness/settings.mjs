// What the journeys find in their environment, in one place.
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export const program = process.env.CONTACT_SAFEGUARD_PROGRAM ?? here('../../target/debug/contact-safeguard');
/** The address of a demo that serves already, for whoever is writing a journey and would wait for a new one each time. */
export const serving = process.env.CONTACT_SAFEGUARD_SERVING;
export const chromium = process.env.CONTACT_SAFEGUARD_CHROMIUM ?? '/usr/bin/chromium';
export const shots = here('../shots/');

/** The widths a page is looked at in: a laptop's window and a small phone. */
export const widths = { laptop: 1100, phone: 375 };
