// Regular expressions, code, and the types that stand for themselves.
#include <algorithm>
#include <string>
#include <vector>

#include "extjson/fault.hpp"
#include "extjson/wrappers/wrapper.hpp"

namespace profilestore::extjson {
namespace {

bool has_nul(std::string_view text) { return text.find('\0') != std::string_view::npos; }

// Its letters, whole ones, in order.
std::string in_order(std::string_view options) {
  std::vector<std::string_view> letters;
  for (std::size_t at = 0, end = 0; at < options.size(); at = end) {
    for (end = at + 1; end < options.size() && (options[end] & 0xC0) == 0x80;) ++end;
    letters.push_back(options.substr(at, end - at));
  }
  std::sort(letters.begin(), letters.end());
  std::string sorted;
  for (const std::string_view letter : letters) sorted += letter;
  return sorted;
}

Outcome tell_regex(std::string_view pattern, std::string_view options, Sink& out) {
  // BSON keeps both as C strings.
  if (has_nul(pattern) || has_nul(options))
    throw ill_formed("$regularExpression", "neither pattern nor options may contain a NUL");
  const std::string sorted = in_order(options);
  out.begin_object(1);
  out.name("$regularExpression");
  out.begin_object(2);
  out.name("pattern");
  out.string(pattern);
  out.name("options");
  out.string(sorted);
  out.end_object();
  out.end_object();
  return Outcome::converted;
}

Outcome convert_to_text(View object, std::string_view name, Sink& out) {
  tell_wrapper(out, name, only_text(object, name, "a string is expected"));
  return Outcome::converted;
}

Outcome convert_to_one(View object, std::string_view name, Sink& out) {
  if (only_member(object, name).integer() != 1) throw ill_formed(name, "1 is expected");
  out.begin_object(1);
  out.name(name);
  out.bare(std::int64_t{1});
  out.end_object();
  return Outcome::converted;
}

}  // namespace

Outcome convert_regular_expression(View object, Sink& out) {
  const View value = only_member(object, "$regularExpression");
  const auto pattern = member_text(value, "pattern"), options = member_text(value, "options");
  if (!pattern || !options || value.size() != 2)
    throw ill_formed("$regularExpression", "two strings, pattern and options, are expected");
  return tell_regex(*pattern, *options, out);
}

// v1's regular expression is spelled as the query operator is; whatever is not exactly the former
// is left to the latter, which has MongoDB's errors for what no regular expression can hold.
Outcome convert_regex(View object, Sink& out) {
  const auto pattern = member_text(object, "$regex"), options = member_text(object, "$options");
  if (!pattern || !options || object.size() != 2) return Outcome::data;
  if (has_nul(*pattern) || has_nul(*options)) return Outcome::data;
  return tell_regex(*pattern, *options, out);
}

Outcome convert_code(View object, Sink& out) {
  const auto code = member_text(object, "$code");
  if (!code) throw ill_formed("$code", "a string is expected");
  const auto scope = object.member("$scope");
  if (object.size() != (scope ? 2u : 1u))
    throw ill_formed("$code", "no field except $scope is allowed beside it");
  if (!scope) return convert_to_text(object, "$code", out);
  if (!scope->is(Kind::object)) throw ill_formed("$scope", "a document is expected");
  out.begin_object(2);
  out.name("$code");
  out.string(*code);
  out.name("$scope");
  return Outcome::scope_follows;
}

Outcome convert_scope(View object, Sink& out) {
  if (!object.member("$code")) throw ill_formed("$scope", "$code is expected beside it");
  return convert_code(object, out);
}

Outcome convert_symbol(View object, Sink& out) { return convert_to_text(object, "$symbol", out); }

Outcome convert_undefined(View object, Sink& out) {
  if (!only_member(object, "$undefined").is_true())
    throw ill_formed("$undefined", "true is expected");
  out.begin_object(1);
  out.name("$undefined");
  out.boolean(true);
  out.end_object();
  return Outcome::converted;
}

Outcome convert_min_key(View object, Sink& out) { return convert_to_one(object, "$minKey", out); }
Outcome convert_max_key(View object, Sink& out) { return convert_to_one(object, "$maxKey", out); }

Outcome convert_db_pointer(View object, Sink& out) {
  const View value = only_member(object, "$dbPointer");
  const auto ref = member_text(value, "$ref");
  const auto id = value.member("$id");
  if (!ref || !id || value.size() != 2 || !id->member("$oid"))
    throw ill_formed("$dbPointer", "a string $ref and an ObjectId $id are expected");
  out.begin_object(1);
  out.name("$dbPointer");
  out.begin_object(2);
  out.name("$ref");
  out.string(*ref);
  out.name("$id");
  convert_oid(*id, out);
  out.end_object();
  out.end_object();
  return Outcome::converted;
}

}  // namespace profilestore::extjson
