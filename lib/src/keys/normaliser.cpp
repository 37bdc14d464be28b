#include "keys/normaliser.hpp"

#include <profilestore/object_id.hpp>

#include <algorithm>

#include "document/blank.hpp"
#include "document/decimal.hpp"
#include "document/number.hpp"
#include "document/type.hpp"
#include "keys/host_name.hpp"
#include "keys/telephone.hpp"
#include "keys/unicode.hpp"

namespace profilestore::keys {
namespace {

using document::Type;

// The integer that a number is, if it is none below 0.
std::optional<std::int64_t> whole_number_of(const Value& value) {
  std::optional<std::int64_t> whole = document::integer_of(value);
  if (const auto real = document::real_of(value); real && *real >= 0 && *real < 0x1p63)
    if (const auto integer = static_cast<std::int64_t>(*real);
        static_cast<double>(integer) == *real)
      whole = integer;
  if (document::type_of(value) == Type::decimal)
    whole = document::Decimal::from_text(value.begin()->get<std::string>())->to_integer();
  return whole && *whole >= 0 ? whole : std::nullopt;
}

// Google has one mailbox for all spellings of a local part, as long as something is left of it.
std::string gmail_local_part(std::string_view local) {
  std::string mailbox(local.substr(0, local.find('+')));
  std::erase(mailbox, '.');
  return mailbox.empty() ? std::string(local) : mailbox;
}

// `text`: without white space around it, and folded.
std::string address_of(std::string text, bool gmail) {
  const std::size_t at = text.rfind('@');
  if (at == text.npos || at == 0 || at + 1 == text.size()) return text;
  const auto name = std::string_view(text).substr(at + 1);
  if (!gmail && is_ascii(name)) return text;
  const std::string host = host_name(name);
  if (!gmail || (host != "gmail.com" && host != "googlemail.com")) {
    text.replace(at + 1, text.npos, host);
    return text;
  }
  return gmail_local_part(std::string_view(text).substr(0, at)) + "@gmail.com";
}

}  // namespace

Normaliser::Normaliser(const std::vector<Normalise::Step>& steps) {
  const auto has = [&](Normalise::Step step) {
    return std::ranges::find(steps, step) != steps.end();
  };
  gmail_ = has(Normalise::gmail);
  email_ = gmail_ || has(Normalise::email);
  trim_ = email_ || has(Normalise::trim);
  nfc_ = email_ || has(Normalise::nfc);
  fold_ = email_ || has(Normalise::fold_case);
  digits_ = has(Normalise::digits);
  hex_id_ = has(Normalise::hex_id);
}

std::string Normaliser::text(std::string_view text) const {
  std::string form(trim_ ? document::trimmed(text) : text);
  if (fold_)
    form = nfc_ ? canonically_folded(std::move(form)) : case_folded(std::move(form));
  else if (nfc_)
    form = composed(std::move(form));
  if (digits_)
    if (auto number = telephone_number(form)) form = *std::move(number);
  return email_ ? address_of(std::move(form), gmail_) : form;
}

Value Normaliser::value(const Value& value) const {
  switch (document::type_of(value)) {
    case Type::string: {
      std::string form = text(value.get_ref<const std::string&>());
      if (hex_id_)
        if (const auto id = ObjectId::from_hex(form)) return {{"$oid", id->to_hex()}};
      return form;
    }
    case Type::symbol:
      return this->value(*value.begin());
    case Type::object:
    case Type::array: {
      Value all = value;
      for (Value& member : all) member = this->value(member);
      return all;
    }
    case Type::int32:
    case Type::int64:
    case Type::real:
    case Type::decimal:
      if (const auto number = digits_ ? whole_number_of(value) : std::nullopt)
        return std::to_string(*number);
      return value;
    default:
      return value;
  }
}

}  // namespace profilestore::keys
