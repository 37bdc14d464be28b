// Extended JSON as mongoexport writes it: on one line, without spaces, UTF-8 as it is.
#include <charconv>
#include <chrono>

#include "generate.hpp"

namespace profilestore::generate {
namespace {

void append_number(std::string& out, std::int64_t number, int digits = 1) {
  char buffer[24];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  for (auto length = end - buffer; length < digits; ++length) out += '0';
  out.append(buffer, end);
}

/// RFC 3339 in UTC. mongoexport leaves a fraction of zero out since it writes v2.
void append_moment(std::string& out, std::int64_t milliseconds, bool always_fraction) {
  using namespace std::chrono;
  const sys_time<std::chrono::milliseconds> moment{std::chrono::milliseconds{milliseconds}};
  const auto day = floor<days>(moment);
  const year_month_day date{day};
  const hh_mm_ss time{moment - day};
  append_number(out, static_cast<int>(date.year()), 4);
  append_number(out += '-', static_cast<unsigned>(date.month()), 2);
  append_number(out += '-', static_cast<unsigned>(date.day()), 2);
  append_number(out += 'T', time.hours().count(), 2);
  append_number(out += ':', time.minutes().count(), 2);
  append_number(out += ':', time.seconds().count(), 2);
  const auto fraction = time.subseconds().count();
  if (fraction != 0 || always_fraction) append_number(out += '.', fraction, 3);
  out += 'Z';
}

void append_real(std::string& out, std::int64_t hundredths) {
  append_number(out, hundredths / 100);
  const auto rest = hundredths % 100;
  append_number(out += '.', rest % 10 == 0 ? rest / 10 : rest, rest % 10 == 0 ? 1 : 2);
}

}  // namespace

void Writer::begin() {
  out_ += '{';
  filled_ = 0;
}

void Writer::start(std::string_view name) {
  if (out_.back() != '{' && out_.back() != '[') out_ += ',';
  if (!name.empty()) ((out_ += '"') += name) += "\":";
}

void Writer::leaf(bool filled) {
  if (arrays_ == 0 && filled) ++filled_;
}

void Writer::wrapped(std::string_view wrapper, std::string_view value) {
  ((((out_ += "{\"") += wrapper) += "\":\"") += value) += "\"}";
}

void Writer::escaped(std::string_view value) {
  out_ += '"';
  std::size_t copied = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    if (c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20) continue;
    out_ += value.substr(copied, i - copied);
    copied = i + 1;
    if (c == '\n') {
      out_ += "\\n";
    } else if (c == '\t') {
      out_ += "\\t";
    } else {
      (out_ += '\\') += c;  // the fixtures hold no other control characters
    }
  }
  (out_ += value.substr(copied)) += '"';
}

void Writer::open(std::string_view name) {
  start(name);
  out_ += '{';
}

void Writer::close() { out_ += '}'; }

void Writer::open_array(std::string_view name) {
  start(name);
  out_ += '[';
  ++arrays_;
}

void Writer::close_array() {
  --arrays_;
  leaf(out_.back() != '[');
  out_ += ']';
}

void Writer::null(std::string_view name) {
  start(name);
  out_ += "null";
}

void Writer::boolean(std::string_view name, bool value) {
  start(name);
  out_ += value ? "true" : "false";
  leaf(true);
}

void Writer::text(std::string_view name, std::string_view value) {
  start(name);
  escaped(value);
  leaf(!value.empty());
}

void Writer::int32(std::string_view name, std::int32_t value) {
  start(name);
  if (flavour_ == Flavour::canonical) {
    wrapped("$numberInt", std::to_string(value));
  } else {
    append_number(out_, value);
  }
  leaf(true);
}

void Writer::int64(std::string_view name, std::int64_t value) {
  start(name);
  if (flavour_ == Flavour::relaxed) {
    append_number(out_, value);
  } else {
    wrapped("$numberLong", std::to_string(value));
  }
  leaf(true);
}

void Writer::real(std::string_view name, std::int64_t hundredths) {
  start(name);
  if (flavour_ == Flavour::canonical) {
    std::string number;
    append_real(number, hundredths);
    wrapped("$numberDouble", number);
  } else {
    append_real(out_, hundredths);
  }
  leaf(true);
}

void Writer::id(std::string_view name, const Id& value) {
  start(name);
  wrapped("$oid", to_hex(value));
  leaf(true);
}

void Writer::date(std::string_view name, std::int64_t milliseconds) {
  start(name);
  // v2 relaxed writes as text only the years 1970 to 9999; the fixtures go to no later one.
  const bool as_number =
      flavour_ == Flavour::canonical || (flavour_ == Flavour::relaxed && milliseconds < 0);
  if (as_number) {
    append_number(out_ += R"({"$date":{"$numberLong":")", milliseconds);
    out_ += "\"}}";
  } else {
    append_moment(out_ += R"({"$date":")", milliseconds, flavour_ == Flavour::v1);
    out_ += "\"}";
  }
  leaf(true);
}

}  // namespace profilestore::generate
