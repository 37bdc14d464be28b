// What the shells' constructors stand for.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "document/bytes.hpp"
#include "extjson/fault.hpp"
#include "extjson/shell.hpp"

namespace profilestore::extjson {
namespace {

/// A call as it was found.
struct Call {
  std::string_view name;
  const std::vector<ShellArgument>& arguments;
  bool is_new;

  std::size_t count() const { return arguments.size(); }
  const ShellArgument& operator[](std::size_t i) const { return arguments[i]; }
  [[noreturn]] void refuse(std::string_view takes) const {
    throw Fault{fmt::format("{}(…) takes {}", name, takes)};
  }
  const ShellArgument& text(std::size_t i, std::string_view takes) const {
    if (i >= count() || !arguments[i].is_text()) refuse(takes);
    return arguments[i];
  }
};

std::string wrapped(std::string_view wrapper, std::string_view json) {
  return fmt::format(R"({{"{}":{}}})", wrapper, json);
}

std::string only_text_of(const Call& call, std::string_view wrapper) {
  constexpr std::string_view takes = "one text";
  if (call.count() != 1) call.refuse(takes);
  return wrapped(wrapper, call.text(0, takes).json);
}

std::string oid(const Call& call) { return only_text_of(call, "$oid"); }
std::string uuid(const Call& call) { return only_text_of(call, "$uuid"); }
std::string symbol(const Call& call) { return only_text_of(call, "$symbol"); }

// A number's digits are kept: the tools print integers of 64 bits without quotes.
std::string number_in(const Call& call, std::string_view wrapper) {
  constexpr std::string_view non_finite = R"({"$numberDouble":")";
  if (call.count() == 1 && call[0].is_text()) return wrapped(wrapper, call[0].json);
  if (call.count() == 1 && call[0].is_number()) return wrapped(wrapper, '"' + call[0].json + '"');
  if (call.count() == 1 && call[0].json.starts_with(non_finite) && wrapper != "$numberInt" &&
      wrapper != "$numberLong")
    return wrapped(wrapper, call[0].json.substr(non_finite.size() - 1,
                                                call[0].json.size() - non_finite.size()));
  call.refuse("one number, or a text with one");
}
std::string int32(const Call& call) { return number_in(call, "$numberInt"); }
std::string int64(const Call& call) { return number_in(call, "$numberLong"); }
std::string real(const Call& call) { return number_in(call, "$numberDouble"); }
std::string decimal(const Call& call) { return number_in(call, "$numberDecimal"); }

constexpr std::string_view takes_date = "one date as ISO 8601 text, or its milliseconds";

std::string date_of(const Call& call, std::string_view iso) {
  if (call.count() != 1 || (!call[0].is_text() && !call[0].is_number())) call.refuse(takes_date);
  if (call[0].is_text()) return fmt::format(R"({{"$date":"{}"}})", iso);
  return fmt::format(R"({{"$date":{{"$numberLong":"{}"}}}})", call[0].json);
}

bool is_day(std::string_view iso) {
  return iso.size() == 10 && iso.find_first_not_of("0123456789-") == std::string_view::npos;
}

// The shells take a moment without an offset as UTC, and a space for the T.
std::string iso_date(const Call& call) {
  if (call.count() != 1 || !call[0].is_text()) return date_of(call, "");
  std::string iso(call[0].text());
  if (is_day(iso)) return date_of(call, iso + "T00:00:00Z");
  if (iso.size() > 10 && iso[10] == ' ') iso[10] = 'T';
  const bool has_offset = iso.ends_with('Z') || iso.find_first_of("+-", 10) != std::string::npos;
  return date_of(call, has_offset ? iso : iso + 'Z');
}

// JavaScript's: a day is one of UTC, a moment without an offset is of the place of the shell.
std::string date(const Call& call) {
  if (!call.is_new) call.refuse("nothing: without 'new' it is the present time as text");
  if (call.count() != 1 || !call[0].is_text()) return date_of(call, "");
  const std::string_view iso = call[0].text();
  if (is_day(iso)) return date_of(call, std::string(iso) + "T00:00:00Z");
  return date_of(call, iso);
}

unsigned subtype_of(const Call& call, const ShellArgument& argument, std::string_view takes) {
  unsigned number = 256;
  const char* end = argument.json.data() + argument.json.size();
  const auto [stop, fault] = std::from_chars(argument.json.data(), end, number);
  if (fault != std::errc{} || stop != end || number > 255) call.refuse(takes);
  return number;
}

std::string binary(std::string_view base64, unsigned subtype) {
  return fmt::format(R"({{"$binary":{{"base64":"{}","subType":"{:02x}"}}}})", base64, subtype);
}

std::optional<std::string> bytes_of_hex(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = document::hex_value(hex[i]);
    const int low = i + 1 < hex.size() ? document::hex_value(hex[i + 1]) : -1;
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

std::string bin_data(const Call& call) {
  constexpr std::string_view takes = "a subtype from 0 to 255 and a text of base64";
  if (call.count() != 2) call.refuse(takes);
  const unsigned subtype = subtype_of(call, call[0], takes);
  return binary(call.text(1, takes).text(), subtype);
}

std::string hex_data(const Call& call) {
  constexpr std::string_view takes = "a subtype from 0 to 255 and a text of hexadecimal digits";
  if (call.count() != 2) call.refuse(takes);
  const unsigned subtype = subtype_of(call, call[0], takes);
  const auto bytes = bytes_of_hex(call.text(1, takes).text());
  if (!bytes) call.refuse(takes);
  return binary(document::base64_of(*bytes), subtype);
}

// The driver's: the subtype comes second and is 0 if left out.
std::string from_base64(const Call& call) {
  constexpr std::string_view takes = "a text of base64 and a subtype from 0 to 255";
  if (call.count() > 2) call.refuse(takes);
  const std::string_view base64 = call.text(0, takes).text();
  return binary(base64, call.count() == 2 ? subtype_of(call, call[1], takes) : 0);
}

std::string from_hex(const Call& call) {
  constexpr std::string_view takes = "a text of hexadecimal digits and a subtype from 0 to 255";
  if (call.count() > 2) call.refuse(takes);
  const auto bytes = bytes_of_hex(call.text(0, takes).text());
  if (!bytes) call.refuse(takes);
  return binary(document::base64_of(*bytes),
                call.count() == 2 ? subtype_of(call, call[1], takes) : 0);
}

// UUIDs of subtype 3, whose bytes stand in the order of the driver that wrote them, as
// uuidhelpers.js has it: .NET turns the first three numbers round, Java both halves.
using Order = std::array<std::uint8_t, 16>;
constexpr Order of_net{3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
constexpr Order of_java{7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8};
constexpr Order of_python{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

std::string legacy_uuid(const Call& call, const Order& order) {
  constexpr std::string_view takes = "one text of the form 8-4-4-4-12";
  if (call.count() != 1) call.refuse(takes);
  std::string digits(call.text(0, takes).text());
  for (const std::size_t at : {23u, 18u, 13u, 8u})
    if (digits.size() > at && digits[at] == '-') digits.erase(at, 1);
  const auto bytes = bytes_of_hex(digits);
  if (call[0].text().size() != 36 || !bytes || bytes->size() != 16) call.refuse(takes);
  std::string ordered;
  for (const std::uint8_t at : order) ordered += (*bytes)[at];
  return binary(document::base64_of(ordered), 3);
}
std::string cs_uuid(const Call& call) { return legacy_uuid(call, of_net); }
std::string j_uuid(const Call& call) { return legacy_uuid(call, of_java); }
std::string py_uuid(const Call& call) { return legacy_uuid(call, of_python); }

std::string timestamp(const Call& call) {
  if (call.count() == 1 && call[0].json.starts_with('{'))
    return wrapped("$timestamp", call[0].json);
  if (call.count() != 2 || !call[0].is_number() || !call[1].is_number())
    call.refuse("two numbers, or {t: …, i: …}");
  return fmt::format(R"({{"$timestamp":{{"t":{},"i":{}}}}})", call[0].json, call[1].json);
}

std::string db_ref(const Call& call) {
  constexpr std::string_view takes = "a collection, an id and perhaps a database";
  if (call.count() != 2 && call.count() != 3) call.refuse(takes);
  std::string made = fmt::format(R"({{"$ref":{},"$id":{})", call.text(0, takes).json, call[1].json);
  if (call.count() == 3) made += R"(,"$db":)" + call.text(2, takes).json;
  return made + '}';
}

std::string db_pointer(const Call& call) {
  constexpr std::string_view takes = "a collection and an ObjectId";
  if (call.count() != 2) call.refuse(takes);
  return fmt::format(R"({{"$dbPointer":{{"$ref":{},"$id":{}}}}})", call.text(0, takes).json,
                     call[1].json);
}

std::string min_key(const Call& call) {
  if (call.count() != 0) call.refuse("nothing");
  return R"({"$minKey":1})";
}
std::string max_key(const Call& call) {
  if (call.count() != 0) call.refuse("nothing");
  return R"({"$maxKey":1})";
}

std::string reg_exp(const Call& call) {
  constexpr std::string_view takes = "one text or two, the pattern and the options";
  if (call.count() != 1 && call.count() != 2) call.refuse(takes);
  const std::string_view options = call.count() == 2 ? call.text(1, takes).text() : "";
  if (options.find_first_not_of("imslux") != std::string_view::npos)
    call.refuse("the options i, m, s, l, u and x");
  return fmt::format(R"({{"$regularExpression":{{"pattern":{},"options":"{}"}}}})",
                     call.text(0, takes).json, options);
}

std::string code(const Call& call) {
  constexpr std::string_view takes = "one text, and perhaps an object with its variables";
  if (call.count() != 1 && call.count() != 2) call.refuse(takes);
  const std::string text = wrapped("$code", call.text(0, takes).json);
  if (call.count() == 1) return text;
  if (!call[1].json.starts_with('{')) call.refuse(takes);
  return text.substr(0, text.size() - 1) + R"(,"$scope":)" + call[1].json + '}';
}

struct Constructor {
  std::string_view name;
  std::string (*make)(const Call& call);
};

// The most frequent first.
constexpr std::array constructors{
    Constructor{"ObjectId", oid},
    Constructor{"ISODate", iso_date},
    Constructor{"NumberInt", int32},
    Constructor{"NumberLong", int64},
    Constructor{"Long", int64},
    Constructor{"Int32", int32},
    Constructor{"Double", real},
    Constructor{"NumberDecimal", decimal},
    Constructor{"Decimal128", decimal},
    Constructor{"Date", date},
    Constructor{"BinData", bin_data},
    Constructor{"HexData", hex_data},
    Constructor{"Binary.createFromBase64", from_base64},
    Constructor{"Binary.createFromHexString", from_hex},
    Constructor{"UUID", uuid},
    Constructor{"CSUUID", cs_uuid},
    Constructor{"JUUID", j_uuid},
    Constructor{"PYUUID", py_uuid},
    // As Robo 3T prints them: of .NET, and as they are.
    Constructor{"NUUID", cs_uuid},
    Constructor{"LUUID", py_uuid},
    Constructor{"Timestamp", timestamp},
    Constructor{"DBRef", db_ref},
    Constructor{"DBPointer", db_pointer},
    Constructor{"MinKey", min_key},
    Constructor{"MaxKey", max_key},
    Constructor{"RegExp", reg_exp},
    Constructor{"Code", code},
    Constructor{"Symbol", symbol},
    Constructor{"BSONSymbol", symbol},
    Constructor{"ObjectID", oid},
};

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> words{{
    {"undefined", R"({"$undefined":true})"},
    {"NaN", R"({"$numberDouble":"NaN"})"},
    {"Infinity", R"({"$numberDouble":"Infinity"})"},
    {"MinKey", R"({"$minKey":1})"},
    {"MaxKey", R"({"$maxKey":1})"},
}};

}  // namespace

std::optional<std::string> constructed(std::string_view name,
                                       const std::vector<ShellArgument>& arguments, bool is_new) {
  for (const Constructor& one : constructors)
    if (one.name == name) return one.make({name, arguments, is_new});
  return std::nullopt;
}

std::optional<std::string_view> shell_word(std::string_view word) {
  const auto found =
      std::find_if(words.begin(), words.end(), [&](const auto& one) { return one.first == word; });
  return found == words.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace profilestore::extjson
