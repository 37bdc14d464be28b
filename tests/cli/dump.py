#!/usr/bin/python3
"""A dump of five collections, written and read by a BSON library that is not ours.

dump.py write FOLDER                      writes FOLDER/app/*.bson and *.metadata.json
dump.py archive FOLDER FILE               writes what mongodump --archive would of it
dump.py compare FOLDER PROGRAM STORE      compares each collection with its export
"""
import base64
import datetime
import json
import pathlib
import subprocess
import sys
import uuid

import bson
from bson.binary import Binary
from bson.decimal128 import Decimal128
from bson.int64 import Int64
from bson.max_key import MaxKey
from bson.min_key import MinKey
from bson.objectid import ObjectId
from bson.regex import Regex
from bson.son import SON
from bson.timestamp import Timestamp

EPOCH = datetime.datetime(1970, 1, 1)
ID_INDEX = {"v": 2, "key": {"_id": 1}, "name": "_id_"}


def oid(number):
    return ObjectId("65a0000000000000000000%02x" % number)


def users():
    for i in range(40):
        yield SON([("_id", oid(i)), ("email", "u%d@example.org" % (i % 30)), ("age", i),
                   ("updatedAt", EPOCH + datetime.timedelta(days=19000 + i, milliseconds=i))])


def orders():
    for i in range(300):
        yield SON([("_id", Int64(i)), ("buyer", oid(i % 10)), ("total", Decimal128("%d.%02d" % (i, i % 100))),
                   ("lines", [SON([("sku", "s%d" % n), ("count", n)]) for n in range(i % 4)]),
                   ("text", '{"_id": 1, "no": "document"}\n')])


def kinds():
    values = [1.5, -0.0, float("inf"), "ünïcode \u0000 inside", True, None, Int64(2**53 + 1),
              Binary(b"\x00\xff", 0), Binary(bytes(range(16)), 4), Regex("^a/b", "i"),
              Timestamp(7, 8), MinKey(), MaxKey(), EPOCH - datetime.timedelta(days=99999), [], {},
              Decimal128("0E-6176"), Decimal128("NaN"), 2**31 - 1, Int64(1)]
    for i, value in enumerate(values):
        yield SON([("_id", "k%d" % i), ("value", value), ("in", [value, {"deep": value}])])


COLLECTIONS = {
    "users": (users, [{"v": 2, "unique": True, "key": {"email": 1}, "name": "email_1"}]),
    "orders": (orders, [{"v": 2, "key": {"total": -1}, "name": "total_-1"}]),
    "kinds": (kinds, []),
    "empty": (lambda: [], [{"v": 2, "unique": True, "key": {"a": 1, "b": 1}, "name": "a_1_b_1"}]),
    "a/b": (lambda: [SON([("_id", 1)])], []),
}


def path_of(folder, collection, ending):
    return pathlib.Path(folder, "app", collection.replace("/", "%2F") + ending)


def write(folder):
    pathlib.Path(folder, "app").mkdir(parents=True)
    for name, (documents, indexes) in COLLECTIONS.items():
        path_of(folder, name, ".bson").write_bytes(b"".join(map(bson.encode, documents())))
        path_of(folder, name, ".metadata.json").write_text(json.dumps(
            {"indexes": [ID_INDEX] + indexes, "collectionName": name, "type": "collection"}))
    path_of(folder, "grown", ".metadata.json").write_text(json.dumps(
        {"options": {"viewOn": "users", "pipeline": []}, "type": "view"}))
    path_of(folder, "system.profile", ".bson").write_bytes(bson.encode({"_id": 1}))
    pathlib.Path(folder, "oplog.bson").write_bytes(bson.encode({"op": "i"}))


def crc64(data):
    """CRC-64 of ECMA-182, reflected, as the archive has it."""
    crc = 2**64 - 1
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xC96C5795D7870F42 if crc & 1 else 0)
    return crc ^ (2**64 - 1)


def documents_in(data):
    while data:
        length = int.from_bytes(data[:4], "little")
        yield data[:length]
        data = data[length:]


def archive(folder, file):
    """The collections take turns, some documents each."""
    end = b"\xff\xff\xff\xff"
    out = [(0x8199E26D).to_bytes(4, "little"),
           bson.encode(SON([("concurrent_collections", 4), ("version", "0.1"),
                            ("server_version", "7.0.5"), ("tool_version", "100.9.4")]))]
    rest = {}
    for name in COLLECTIONS:
        metadata = path_of(folder, name, ".metadata.json").read_text()
        data = path_of(folder, name, ".bson").read_bytes()
        out.append(bson.encode(SON([("db", "app"), ("collection", name), ("metadata", metadata),
                                    ("size", len(data)), ("type", "collection")])))
        rest[name] = list(documents_in(data))
    out.append(end)
    while rest:
        for name in list(rest):
            head = [("db", "app"), ("collection", name)]
            now, rest[name] = rest[name][:7], rest[name][7:]
            if now:
                out += [bson.encode(SON(head + [("EOF", False), ("CRC", Int64(0))])),
                        *now, end]
            if not rest[name]:
                del rest[name]
                crc = crc64(path_of(folder, name, ".bson").read_bytes())
                crc -= 2**64 if crc >= 2**63 else 0
                out += [bson.encode(SON(head + [("EOF", True), ("CRC", Int64(crc))])), end]
    pathlib.Path(file).write_bytes(b"".join(out))


def canonical(value):
    """Extended JSON, canonical: what the export must say."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, Int64):
        return {"$numberLong": str(int(value))}
    if isinstance(value, int):
        return {"$numberInt": str(value)}
    if isinstance(value, float):
        if value in (float("inf"), float("-inf")):
            return {"$numberDouble": "Infinity" if value > 0 else "-Infinity"}
        return {"$numberDouble": float(value)}
    if isinstance(value, datetime.datetime):
        return {"$date": {"$numberLong": str((value - EPOCH) // datetime.timedelta(milliseconds=1))}}
    if isinstance(value, ObjectId):
        return {"$oid": str(value)}
    if isinstance(value, Decimal128):
        return {"$numberDecimal": str(value)}
    if isinstance(value, uuid.UUID):  # as some versions read subtype 4
        value = Binary(value.bytes, 4)
    if isinstance(value, (Binary, bytes)):
        kind = value.subtype if isinstance(value, Binary) else 0
        return {"$binary": {"base64": base64.b64encode(value).decode(), "subType": "%02x" % kind}}
    if isinstance(value, Regex):
        return {"$regularExpression": {"pattern": value.pattern,
                                       "options": "i" if value.flags & 2 else ""}}
    if isinstance(value, Timestamp):
        return {"$timestamp": {"t": value.time, "i": value.inc}}
    if isinstance(value, MinKey):
        return {"$minKey": 1}
    if isinstance(value, MaxKey):
        return {"$maxKey": 1}
    if isinstance(value, list):
        return [canonical(one) for one in value]
    return {name: canonical(one) for name, one in value.items()}


def same_numbers(pairs):
    """Doubles are compared as numbers: 1.5 and 1.50 are one."""
    found = dict(pairs)
    if list(found) == ["$numberDouble"] and "Infinity" not in str(found["$numberDouble"]):
        found["$numberDouble"] = float(found["$numberDouble"])
    if list(found) == ["$uuid"]:
        return {"$binary": {"base64": base64.b64encode(uuid.UUID(found["$uuid"]).bytes).decode(),
                            "subType": "04"}}
    return found


def exported(program, store, collection, *options):
    text = subprocess.run([program, "export", "--store", store, "--collection", collection,
                           "--canonical", *options], check=True, capture_output=True).stdout
    return [json.loads(line, object_pairs_hook=same_numbers) for line in text.splitlines()]


def compare(folder, program, store):
    options = bson.CodecOptions(document_class=SON)
    for name in COLLECTIONS:
        data = path_of(folder, name, ".bson").read_bytes()
        there = [canonical(one) for one in bson.decode_all(data, options)]
        live = exported(program, store, name)
        archived = exported(program, store, name, "--archive")
        if name != "users" and (live != there or archived):
            sys.exit("%s differs from its export" % name)
        by_id = {json.dumps(one["_id"]): one for one in live + archived}
        for one in there:
            if repr(by_id.get(json.dumps(one["_id"]))) != repr(one):
                sys.exit("%s: %r became %r" % (name, one, by_id.get(json.dumps(one["_id"]))))
        print(name, len(live), len(archived))


if __name__ == "__main__":
    {"write": write, "archive": archive, "compare": compare}[sys.argv[1]](*sys.argv[2:])
