#include "sources/wrong_kind.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <profilestore/error.hpp>
#include <string>
#include <vector>

#include "files/noise.hpp"
#include "splitting/json_members.hpp"

namespace profilestore::sources {
namespace {

constexpr std::string_view white = " \t\r\n";

struct Kind {
  std::string_view beginning, name, advice;
};

using namespace std::string_view_literals;

constexpr std::array kinds{
    Kind{"7z\xBC\xAF\x27\x1C"sv, "a 7z archive", "unpack it first"},
    Kind{"Rar!\x1A\x07"sv, "a RAR archive", "unpack it first"},
    Kind{"SQLite format 3\0"sv, "an SQLite database",
         "if it is a store, export its collections with profilestore export first"},
    Kind{"%PDF-"sv, "a PDF", "an import reads JSON, BSON and CSV"},
};

constexpr std::array<Kind, 3> markups{
    Kind{"<!doctype html", "a web page", "an import reads JSON, BSON and CSV"},
    Kind{"<html", "a web page", "an import reads JSON, BSON and CSV"},
    Kind{"<?xml", "XML", "an import reads JSON, BSON and CSV"},
};

bool begins_with(std::string_view bytes, std::string_view lower_case) {
  bytes.remove_prefix(std::min(bytes.find_first_not_of(white), bytes.size()));
  return bytes.size() >= lower_case.size() &&
         std::equal(lower_case.begin(), lower_case.end(), bytes.begin(), [](char expected, char c) {
           return expected == (c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
         });
}

bool is_metadata(std::string_view name) {
  return name.ends_with(".metadata.json") || name.ends_with(".metadata.json.gz") ||
         name.ends_with(".metadata.json.zst");
}

/// What an answer of a program has beside its documents, whatever it is.
constexpr std::array<std::string_view, 46> envelope{
    "count",         "total",      "page",       "pages",         "limit",        "offset",
    "skip",          "next",       "previous",   "prev",          "ok",           "success",
    "message",       "error",      "status",     "version",       "className",    "timestamp",
    "meta",          "_meta",      "metadata",   "pagination",    "paging",       "pageInfo",
    "page_info",     "pageable",   "info",       "links",         "_links",       "jsonapi",
    "hasMore",       "has_more",   "total_rows", "update_seq",    "took",         "timed_out",
    "_shards",       "max_score",  "ns",         "operationTime", "$clusterTime", "totalPages",
    "totalElements", "totalCount", "perPage",    "per_page"};

using Member = splitting::JsonMembers::Member;

char first_of(std::string_view text) {
  const std::size_t at = text.find_first_not_of(white, 1);
  return at == text.npos ? '\0' : text[at];
}

// What Extended JSON writes as an object: {"$oid": …}.
bool is_value(std::string_view object) {
  const auto first = splitting::JsonMembers(object).next();
  return first && first->text().starts_with('$');
}

/// The way to documents, and to those that stand beside them.
struct Found {
  std::string path;
  bool is_map = false, is_empty = false;
  std::vector<std::string> others = {};
};

std::optional<Found> wrapped_documents(std::string_view object, int depth);

// Of objects, and of nothing else. `alike`: of several, and all begin with the same field.
bool is_map_of_documents(std::string_view object, bool alike = false) {
  splitting::JsonMembers members(object);
  std::size_t documents = 0;
  std::string first;
  for (auto one = members.next(); one; one = members.next(), ++documents) {
    if (!one->value.starts_with('{') || is_value(one->value) || one->text() == "_id") return false;
    if (!alike) continue;
    const auto field = splitting::JsonMembers(one->value).next();
    if (!field || (documents > 0 && field->text() != first)) return false;
    first = field->text();
  }
  return members.all_read() && documents > (alike ? 1 : 0);
}

std::optional<Found> documents_in(const Member& member, int depth) {
  const std::string name = member.text();
  const bool is_array = member.value.starts_with('[');
  if (!is_array && !member.value.starts_with('{')) return std::nullopt;
  const char first = first_of(member.value);
  if (first == (is_array ? ']' : '}')) return Found{name, !is_array, true};
  if (is_array) {
    const bool holds_documents =
        first == '{' && !is_value(member.value.substr(member.value.find('{')));
    return holds_documents ? std::optional(Found{name}) : std::nullopt;
  }
  if (auto inner = wrapped_documents(member.value, depth + 1)) {
    inner->path = name + "." + inner->path;
    for (std::string& other : inner->others) other = name + "." + other;
    return inner;
  }
  if (!is_map_of_documents(member.value)) return std::nullopt;
  return Found{name, true};
}

// Where the documents are in an object that has nothing but members that hold some, or nothing: it
// is no document then. What has an _id is one.
std::optional<Found> wrapped_documents(std::string_view object, int depth) {
  constexpr int deepest = 4;
  if (depth > deepest) return std::nullopt;
  splitting::JsonMembers members(object);
  std::optional<Found> found;
  while (const auto member = members.next()) {
    if (std::ranges::find(envelope, member->text()) != envelope.end()) continue;
    auto documents = member->text() == "_id" ? std::nullopt : documents_in(*member, depth);
    if (!documents) return std::nullopt;
    if (found && found->is_empty && !documents->is_empty) std::swap(*found, *documents);
    if (!found)
      found = std::move(documents);
    else if (!documents->is_empty)
      found->others.push_back(documents->path);
  }
  return members.all_read() ? found : std::nullopt;
}

// Of an object that is the whole text.
std::optional<Found> documents_within(std::string_view text) {
  const std::size_t end = text.starts_with('{') ? text.find_last_not_of(white) : text.npos;
  if (end == text.npos || text[end] != '}' || splitting::json_value_end(text, 0) != end + 1)
    return std::nullopt;
  if (auto found = wrapped_documents(text, 0)) return found;
  if (is_map_of_documents(text, true)) return Found{".", true};
  return std::nullopt;
}

// What a copy that failed leaves: room for the file, and nothing in it.
bool is_all_zeros(std::string_view bytes) {
  constexpr std::size_t enough = 4096;
  return bytes.size() >= enough && bytes.substr(0, enough).find_first_not_of('\0') == bytes.npos;
}

// The end of a tar is zeros, too.
bool is_named_as_tar(std::string_view name) {
  return name.find(".tar") != name.npos || name.ends_with(".tgz");
}

[[noreturn]] void refuse(const Source& source, std::string_view kind, std::string_view advice) {
  throw InvalidInput(
      2, fmt::format("{} is {}; {}", source.name() == "-" ? "standard input" : source.name(), kind,
                     advice));
}

}  // namespace

void refuse_wrong_kind(const Source& source, const SourceType& type) {
  std::string_view text = source.bytes();
  for (const Kind& kind : kinds)
    if (text.starts_with(kind.beginning)) refuse(source, kind.name, kind.advice);
  if (is_all_zeros(text) && is_named_as_tar(source.name()))
    refuse(source, "a tar without files, or the room of one whose copy failed",
           "list it with tar -tf, and pack or copy it again");
  if (is_all_zeros(text))
    refuse(source, "zeros where an export must begin", "a copy of it failed; copy it again");
  if (files::is_noise(text))
    refuse(source, "without any structure: encrypted, or packed in a way that is not known here",
           "decrypt or unpack it first");
  if (text.starts_with(splitting::byte_order_mark))
    text.remove_prefix(splitting::byte_order_mark.size());
  for (const Kind& kind : markups)
    if (begins_with(text, kind.beginning)) refuse(source, kind.name, kind.advice);
  if (is_metadata(source.name()))
    refuse(source, "a list of indexes that mongodump wrote",
           "give the .bson file beside it: --indexes reads the list");
  text.remove_prefix(std::min(text.find_first_not_of(white), text.size()));
  const auto found = type.at.empty() ? documents_within(text) : std::nullopt;
  if (!found) return;
  std::string kind = found->path == "."
                         ? "one object that seems to be a map of documents"
                         : fmt::format("one object, whose '{}' {}", found->path,
                                       found->is_empty ? "is empty" : "holds the documents");
  for (const std::string& other : found->others) kind += fmt::format(", and '{}' others", other);
  refuse(source, kind,
         fmt::format("read them with --at {}{}; if it is a document itself, put [ and ] around it",
                     found->path,
                     found->is_map ? " --map-key _id, which makes their keys their _id" : ""));
}

}  // namespace profilestore::sources
