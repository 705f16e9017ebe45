// Lets people sign up, confirm, sign in and change the password, one after another, and writes what it took as JSON.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const PEOPLE = 100;
const WARM = 20;
// Linux tells processor time in hundredths of a second.
const TICK_MS = 10;

const median = (times) => times.sort((one, other) => one - other)[Math.floor(times.length / 2)];
const rounded = (figure) => Math.round(figure * 100) / 100;

function processorTime(pid) {
  const words = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(words[11]) + Number(words[12])) * TICK_MS;
}

function memory(pid) {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
}

async function measure(settings) {
  const began = performance.now();
  const server = spawn(process.execPath, ['server.mjs', settings], { cwd: import.meta.dirname, stdio: ['pipe', 'pipe', 'inherit'] });
  const origin = await new Promise((told) => createInterface({ input: server.stdout }).once('line', told));
  await fetch(`${origin}/api/auth/ok`);
  const start = { start_ms: rounded(performance.now() - began), start_cpu_ms: processorTime(server.pid) };

  const post = async (path, body, cookie = '') => {
    const headers = { 'content-type': 'application/json', origin, cookie };
    const answer = await fetch(`${origin}/api/auth${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
    return answer.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
  };
  const steps = {
    'sign up': ({ email, password, name }) => post('/sign-up/email', { email, password, name }),
    confirm: async ({ email }) => {
      const link = await (await fetch(`${origin}/letter?to=${encodeURIComponent(email)}`)).text();
      const answer = await fetch(link, { redirect: 'manual' });
      if (answer.status >= 400) throw new Error(`confirm: ${answer.status}`);
    },
    'sign in': async (person) => {
      person.cookie = await post('/sign-in/email', { email: person.email, password: person.password });
    },
    'change password': ({ password, cookie }) =>
      post('/change-password', { currentPassword: password, newPassword: `${password} 2` }, cookie),
  };
  const took = Object.fromEntries(Object.keys(steps).map((step) => [step, { wall: [], cpu: 0 }]));
  const person = (number) => ({ email: `member.${number}@mail.example`, name: `Member ${number}`, password: `four slow ferries at dusk ${number}` });
  const people = Array.from({ length: WARM + PEOPLE }, (_, number) => person(number));
  // A step of all people after the other, so that its processor time is more than Linux's grain.
  for (const [step, go] of Object.entries(steps)) {
    for (const [number, one] of people.entries()) {
      if (number === WARM) took[step].cpu = -processorTime(server.pid);
      const before = performance.now();
      await go(one);
      if (number >= WARM) took[step].wall.push(performance.now() - before);
    }
    took[step].cpu += processorTime(server.pid);
  }
  const peak = memory(server.pid);
  server.stdin.end();
  await new Promise((ended) => server.once('exit', ended));
  const rows = Object.entries(took).map(([step, { wall, cpu }]) => ({ step, wall_ms: rounded(median(wall)), cpu_ms: rounded(cpu / PEOPLE) }));
  return { settings, ...start, peak_mb: rounded(peak), steps: rows };
}

const results = [];
for (const settings of ['shipped', 'argon2id']) results.push(await measure(settings));
console.log(JSON.stringify({ node: process.version, people: PEOPLE, results }, null, 1));
