#include "sources/wrong_kind.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <profilestore/error.hpp>
#include <string>

#include "sources/brace_balance.hpp"

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
    Kind{"\xFF\xFE"sv, "text in UTF-16", "convert it: iconv -f UTF-16 -t UTF-8"},
    Kind{"\xFE\xFF"sv, "text in UTF-16", "convert it: iconv -f UTF-16 -t UTF-8"},
};

constexpr std::array<Kind, 3> markups{
    Kind{"<!doctype html", "a web page", "an import reads JSON, BSON and CSV"},
    Kind{"<html", "a web page", "an import reads JSON, BSON and CSV"},
    Kind{"<?xml", "XML", "an import reads JSON, BSON and CSV"},
};

// Of UTF-16 without a byte order mark: every other byte of Latin text is NUL.
bool is_utf16(std::string_view bytes) {
  constexpr std::size_t enough = 1024;
  bytes = bytes.substr(0, enough);
  std::array<std::size_t, 2> nuls{};
  for (std::size_t i = 0; i < bytes.size(); ++i) nuls[i % 2] += bytes[i] == '\0' ? 1 : 0;
  const auto [few, many] = std::minmax(nuls[0], nuls[1]);
  return bytes.size() >= 4 && few == 0 && many * 4 >= bytes.size();
}

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

/// What an answer of a program has beside its documents.
constexpr std::array<std::string_view, 18> envelope{
    "count", "total", "page",    "pages",   "limit", "offset", "skip",    "next",      "previous",
    "prev",  "ok",    "success", "message", "error", "status", "version", "className", "timestamp"};

/// Reads the members of the object that a text begins with.
class Members {
 public:
  explicit Members(std::string_view text) : text_(text) {}

  struct Member {
    std::string_view name, value;
  };

  /// Nothing at the end of the object, and where it is no JSON.
  std::optional<Member> next() {
    at_ = text_.find_first_not_of(" \t\r\n,", at_ == 0 ? 1 : at_);
    if (at_ == text_.npos || text_[at_] != '"') return std::nullopt;
    const std::size_t name = at_, name_end = string_end(text_, at_);
    if (name_end == text_.npos) return std::nullopt;
    at_ = text_.find_first_not_of(white, name_end);
    if (at_ == text_.npos || text_[at_] != ':') return std::nullopt;
    at_ = text_.find_first_not_of(white, at_ + 1);
    if (at_ == text_.npos) return std::nullopt;
    const std::size_t value = at_;
    at_ = value_end();
    if (at_ == text_.npos) return std::nullopt;
    return Member{text_.substr(name + 1, name_end - name - 2), text_.substr(value, at_ - value)};
  }

  /// Whether the object ended here, and nothing follows it.
  bool all_read() const {
    return at_ < text_.size() && text_[at_] == '}' &&
           text_.find_first_not_of(white, at_ + 1) == text_.npos;
  }

 private:
  std::size_t value_end() const {
    if (text_[at_] == '"') return string_end(text_, at_);
    if (text_[at_] != '{' && text_[at_] != '[') return text_.find_first_of(",}\n", at_);
    const Extent extent =
        balance(text_, at_, BraceSyntax::json, [](std::size_t, const Extent&) { return false; });
    return extent.closed ? extent.end : text_.npos;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

char first_of(std::string_view text) {
  const std::size_t at = text.find_first_not_of(white, 1);
  return at == text.npos ? '\0' : text[at];
}

// An array of objects, or a map of several.
bool holds_documents(const Members::Member& member) {
  if (member.value.starts_with('[')) return first_of(member.value) == '{';
  if (!member.value.starts_with('{')) return false;
  Members members(member.value);
  std::size_t documents = 0;
  for (auto one = members.next(); one; one = members.next(), ++documents)
    if (first_of(one->value) != '"' || !one->value.starts_with('{')) return false;
  return documents > 1 || (documents == 1 && member.name.starts_with("__"));
}

// One object that is the whole text, without an _id, and the member that holds the documents.
std::optional<Members::Member> wrapped_documents(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(white), text.size()));
  if (!text.starts_with('{')) return std::nullopt;
  Members members(text);
  std::optional<Members::Member> found;
  while (const auto member = members.next()) {
    if (std::ranges::find(envelope, member->name) != envelope.end()) continue;
    if (found || !holds_documents(*member)) return std::nullopt;
    found = member;
  }
  return members.all_read() ? found : std::nullopt;
}

// What a copy that failed leaves: room for the file, and nothing in it.
bool is_all_zeros(std::string_view bytes) {
  constexpr std::size_t enough = 4096;
  return bytes.size() >= enough && bytes.substr(0, enough).find_first_not_of('\0') == bytes.npos;
}

[[noreturn]] void refuse(const Source& source, std::string_view kind, std::string_view advice) {
  throw InvalidInput(
      2, fmt::format("{} is {}; {}", source.name() == "-" ? "standard input" : source.name(), kind,
                     advice));
}

}  // namespace

void refuse_wrong_kind(const Source& source) {
  std::string_view text = source.bytes();
  for (const Kind& kind : kinds)
    if (text.starts_with(kind.beginning)) refuse(source, kind.name, kind.advice);
  if (is_all_zeros(text))
    refuse(source, "zeros where an export must begin", "a copy of it failed; copy it again");
  if (source.format() != Format::bson && is_utf16(text))
    refuse(source, "text in UTF-16", "convert it: iconv -f UTF-16LE -t UTF-8 (or UTF-16BE)");
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  for (const Kind& kind : markups)
    if (begins_with(text, kind.beginning)) refuse(source, kind.name, kind.advice);
  if (is_metadata(source.name()))
    refuse(source, "a list of indexes that mongodump wrote",
           "give the .bson file beside it: --indexes reads the list");
  const auto wrapped = wrapped_documents(text);
  if (!wrapped) return;
  const bool array = wrapped->value.starts_with('[');
  refuse(source, fmt::format("one object, whose '{}' holds the documents", wrapped->name),
         fmt::format("take them out first: jq -c '.\"{}\"{}'", wrapped->name,
                     array ? "[]" : " | to_entries[] | {_id: .key} + .value"));
}

}  // namespace profilestore::sources
