// Documents and values: what an application passes to the store and gets from it.
//
// A document is a JSON object in *normal form*: Extended JSON v2 relaxed, except that an Int64
// whose value fits an Int32 keeps its {"$numberLong": "5"} wrapper. To readers of the JSON a number
// is a number, and no BSON type is lost. Nothing here knows of files or storage.
#pragma once

#include <chrono>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace profilestore {

/// A JSON value that keeps the order of its fields, as MongoDB does.
using Value = nlohmann::ordered_json;

/// A value that is an object. Every call that takes one checks it: at most 100 levels, at most
/// 16 MiB of text, valid UTF-8, no NUL in a name, well-formed wrappers such as {"$oid": …}.
using Document = Value;

/// The maximum nesting of a document; the document itself is the first level. MongoDB: 100.
inline constexpr int max_depth = 100;

/// The maximum size of a document, in bytes of its normal form. MongoDB: 16 MiB.
inline constexpr std::size_t max_document_bytes = 16 * 1024 * 1024;

/// Makes the values that JSON has no spelling for. The names have a namespace of their own, as an
/// application is likely to have some of them too.
namespace bson {

/// `moment` as a date, to the millisecond: {"$date": …}.
Value date(std::chrono::system_clock::time_point moment);

/// The current time as a date.
Value now();

/// An Int64 that keeps its type however small its value. A bare JSON integer that fits 32 bits is
/// an Int32.
Value int64(std::int64_t number);

/// A Decimal128 from its text ("0.10", "1E+3", "NaN").
/// Throws InvalidInput unless `text` is a decimal of at most 34 digits.
Value decimal(std::string_view text);

/// Bytes with a BSON subtype (0: generic, 4: UUID).
Value binary(std::string_view bytes, std::uint8_t subtype = 0);

}  // namespace bson

/// Reads and writes Extended JSON, which MongoDB's drivers call EJSON.
namespace ejson {

/// Reads one document from Extended JSON of any flavour: v2 relaxed, v2 canonical or v1.
/// Throws MalformedJson with offset and line if `text` is not exactly one JSON object, a name is
/// repeated within an object or contains a NUL, a wrapper is malformed or a limit is exceeded.
Document parse(std::string_view text);

/// Reads a command, an object that holds documents: as parse(), but it may have 8 levels more and
/// four times the bytes, so that each document in it may be as deep and as large as one can be.
/// The bounds of a document are checked by the call that it is handed to.
Document parse_command(std::string_view text);

/// The document as Extended JSON v2 relaxed, on one line. As with MongoDB's own tools, an Int64
/// that fits an Int32 reads back as an Int32: use ejson::canonical() where types matter.
std::string relaxed(const Document& document);

/// The document as Extended JSON v2 canonical, on one line: every number states its type.
std::string canonical(const Document& document);

}  // namespace ejson

}  // namespace profilestore
