// peers.cjs FOLDER PROFILES SECONDS EXPORT FIGURES PEER: the upserts and the import of
// profilestore_bench by another embedded store, which is installed in FOLDER/peers. Prints a line of
// the table for each. FIGURES is the JSON that profilestore_bench has written.
//
// They do it as their manuals say. LokiJS has all in memory, and writes it once after an import;
// NeDB keeps all in memory, too, and appends each change to a file. None keeps an archive.
'use strict';
const fs = require('fs');
const path = require('path');
const readline = require('readline');
const {createRequire} = require('module');
const {print, stopwatch} = require('./lines.cjs');

const [folder, profiles, seconds, source, figures, name] = process.argv.slice(2);
const here = createRequire(path.resolve(folder, 'peers', 'package.json'));
const count = Number(profiles);

const userId = (i) => '643700f2ec89025c' + i.toString(16).padStart(8, '0');

// As profile() of profiles.cpp has it.
function profile(i) {
  const made = {
    _id: '64f0a1b2c3d4e5f6' + i.toString(16).padStart(8, '0'),
    userId: userId(i),
    displayName: `Creator ${i}`,
    logins: i % 1000,
    address: {city: 'Lisboa', country: 'PT'},
    updatedAt: {date: '2024-05-01T12:00:00Z'},
    preferences: {theme: 'dark', language: 'pt', push: true},
    tags: ['music', 'travel', 'food'],
    bio: '',
  };
  made.bio = 'b'.repeat(1000 - JSON.stringify(made).length);
  return made;
}

// The better one of two documents of a user, by the same rules as the floor of the import.
const filled = (value) =>
  !(value === null || value === '' ||
    (typeof value === 'object' && Object.keys(value).length === 0));
function rank(document) {
  return [Object.values(document).filter(filled).length, document.updatedAt.$date];
}
function better(a, b) {
  const [x, y] = [rank(a), rank(b)];
  return x[0] !== y[0] ? x[0] > y[0] : x[1] > y[1];
}

// NeDB and MongoDB take no field that begins with "$".
function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) =>
    [name.replace(/^\$/, '_'), plain(each)]));
}

const fields = (n) => ({displayName: `Creator ${n}`, 'address.city': n % 2 ? 'Lisboa' : 'Porto',
                        logins: n});

const peers = {
  'better-sqlite3': (Engine) => {
    const database = new Engine(path.join(folder, 'peer.db'));
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    database.exec('CREATE TABLE p(row INTEGER PRIMARY KEY, userId TEXT UNIQUE, doc TEXT NOT NULL)');
    const insert = database.prepare('INSERT INTO p(userId, doc) VALUES(?, ?)');
    const upsert = database.prepare(
      `INSERT INTO p(userId, doc) VALUES(@user, json_object('userId', @user)) ON CONFLICT(userId)
       DO UPDATE SET doc = json_set(doc, '$.displayName', @name, '$.address.city', @city,
                                    '$.logins', @logins)`);
    const find = database.prepare('SELECT doc FROM p WHERE userId = ?');
    const replace = database.prepare('UPDATE p SET doc = ? WHERE userId = ?');
    return {
      fill: (all) => database.transaction(() => {
        for (const each of all) insert.run(each.userId, JSON.stringify(each));
      })(),
      upsert: (user, n) => upsert.run({user, name: `Creator ${n}`, city: n % 2 ? 'Lisboa' : 'Porto',
                                       logins: n}),
      begin: () => database.exec('DELETE FROM p; BEGIN'),
      add: (document, line) => {
        const user = document.userId.$oid;
        const old = find.get(user);
        if (!old) insert.run(user, line);
        else if (better(document, JSON.parse(old.doc))) replace.run(line, user);
      },
      end: () => database.exec('COMMIT'),
      close: () => database.close(),
    };
  },
  '@seald-io/nedb': (Engine) => {
    const store = new Engine({filename: path.join(folder, 'peer.nedb'), autoload: true});
    let ready = store.ensureIndexAsync({fieldName: 'userId', unique: true});
    return {
      fill: async (all) => { await ready; await store.insertAsync(all); },
      upsert: (user, n) => store.updateAsync({userId: user}, {$set: fields(n)}, {upsert: true}),
      begin: async () => {
        await store.removeAsync({}, {multi: true});
        await store.removeIndexAsync('userId');
        await store.ensureIndexAsync({fieldName: 'user', unique: true});
      },
      add: async (document) => {
        const user = document.userId.$oid;
        const old = await store.findOneAsync({user});
        if (!old) await store.insertAsync({user, all: plain(document), of: rank(document)});
        else if (better(document, {...old.all, updatedAt: {$date: old.of[1]}}))
          await store.updateAsync({user}, {user, all: plain(document), of: rank(document)});
      },
      end: () => store.compactDatafileAsync(),
      close: () => {},
    };
  },
  lokijs: (Engine) => {
    const store = new Engine(path.join(folder, 'peer.loki'));
    let all = store.addCollection('p', {unique: ['userId']});
    return {
      fill: (documents) => { all.insert(documents); },
      upsert: (user, n) => {
        const old = all.by('userId', user);
        if (!old) return all.insert({userId: user, ...fields(n)});
        Object.assign(old, {displayName: `Creator ${n}`, logins: n});
        old.address.city = n % 2 ? 'Lisboa' : 'Porto';
        return all.update(old);
      },
      begin: () => {
        store.removeCollection('p');
        all = store.addCollection('p', {unique: ['user']});
      },
      add: (document) => {
        const user = document.userId.$oid;
        const old = all.by('user', user);
        if (!old) all.insert({user, document});
        else if (better(document, old.document)) {
          old.document = document;
          all.update(old);
        }
      },
      end: () => new Promise((done, fail) =>
        store.saveDatabase((error) => error ? fail(error) : done())),
      close: () => {},
    };
  },
  'mongodb-memory-server': async ({MongoMemoryServer}) => {
    const server = await MongoMemoryServer.create({instance: {storageEngine: 'wiredTiger'}});
    const client = await here('mongodb').MongoClient.connect(server.getUri());
    let all = client.db('bench').collection('p');
    await all.createIndex({userId: 1}, {unique: true});
    return {
      fill: (documents) => all.insertMany(documents),
      upsert: (user, n) => all.updateOne({userId: user}, {$set: fields(n)}, {upsert: true}),
      begin: async () => {
        all = client.db('bench').collection('q');
        await all.createIndex({user: 1}, {unique: true});
      },
      add: async (document) => {
        const user = document.userId.$oid;
        const old = await all.findOne({user});
        if (!old) await all.insertOne({user, text: JSON.stringify(document)});
        else if (better(document, JSON.parse(old.text)))
          await all.replaceOne({user}, {user, text: JSON.stringify(document)});
      },
      end: () => {},
      close: async () => { await client.close(); await server.stop(); },
    };
  },
};

async function upserts(peer) {
  for (let begin = 0; begin < count; begin += 5000) {
    const some = [];
    for (let i = begin; i < Math.min(count, begin + 5000); ++i) some.push(profile(i));
    await peer.fill(some);
  }
  const passed = stopwatch();
  let done = 0;
  while (passed() < Number(seconds)) {
    await peer.upsert(userId(Math.floor(Math.random() * count)), done);
    ++done;
  }
  return done / passed();
}

// Documents a second; of the first minute, if it takes longer.
async function imports(peer) {
  const passed = stopwatch();
  let read = 0;
  await peer.begin();
  for await (const line of readline.createInterface({input: fs.createReadStream(source)})) {
    if (passed() > 60) break;
    if (line === '') continue;
    await peer.add(JSON.parse(line), line);
    ++read;
  }
  await peer.end();
  return read / passed();
}

async function main() {
  let engine;
  try {
    engine = here(name);
  } catch (fault) {
    console.log(`| ${name}: not there (${fault.code}) | | | | | | |`);
    return;
  }
  const peer = await peers[name](engine);
  print(`upserts, beside ${name}`, 'upsert/relaxed', await upserts(peer), figures);
  print(`import, beside ${name}`, 'import', await imports(peer), figures);
  await peer.close();
}
main().catch((fault) => {
  console.error(fault);
  process.exitCode = 1;
});
