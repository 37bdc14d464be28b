#include "merge/rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <optional>
#include <profilestore/error.hpp>
#include <profilestore/object_id.hpp>

#include "document/moment.hpp"
#include "document/number.hpp"
#include "document/type.hpp"
#include "keys/key.hpp"

namespace profilestore::merge {
namespace {

using document::Type;

constexpr std::int64_t worst = std::numeric_limits<std::int64_t>::min();

std::optional<std::int64_t> millis_of_number(const Value& value) {
  if (const auto integer = document::integer_of(value)) return integer;
  const auto real = document::real_of(value);
  if (!real || !(std::abs(*real) < 0x1p62)) return std::nullopt;
  return static_cast<std::int64_t>(*real);
}

bool is_set(const Value* value) {
  if (value == nullptr || document::type_of(*value) == Type::undefined) return false;
  if (value->is_boolean()) return value->get<bool>();
  if (value->is_string()) return !value->get_ref<const std::string&>().empty();
  return !value->empty();  // null counts as empty
}

// Sources count before places. What the store has comes before both.
std::int64_t order_of(const Position& position) {
  constexpr int bits_of_offset = 47;
  const auto offset = std::min(position.offset, (std::uint64_t{1} << bits_of_offset) - 1);
  return static_cast<std::int64_t>(std::uint64_t{position.source} << bits_of_offset | offset);
}

// Of an ObjectId what follows its time: who made it, and in which order. In the order of integers.
std::int64_t rest_of_id(const Value* id) {
  if (id == nullptr || document::type_of(*id) != Type::object_id) return 0;
  std::uint64_t rest = 0;
  const ObjectId::Bytes bytes = ObjectId::from_value(*id)->bytes();
  for (std::size_t i = 4; i < bytes.size(); ++i) rest = rest << 8 | bytes[i];
  return static_cast<std::int64_t>(rest ^ (std::uint64_t{1} << 63));
}

std::string name_of_source(const std::string& source, int shortening) {
  const std::filesystem::path path(source);
  return shortening == 0 ? source : (shortening == 1 ? path.filename() : path.stem()).string();
}

// Which source is meant by `name`, from 1.
std::uint16_t source_named(const std::string& name, const std::vector<std::string>& sources) {
  for (int shortening = 0; shortening < 3; ++shortening) {
    std::uint16_t found = 0;
    for (std::size_t i = 0; i < sources.size(); ++i) {
      if (name_of_source(sources[i], shortening) != name) continue;
      if (found != 0)
        throw InvalidInput(
            2,
            fmt::format(
                "keep: 'source:{}' matches several sources; write the name exactly as it is given",
                name));
      found = static_cast<std::uint16_t>(i + 1);
    }
    if (found != 0) return found;
  }
  throw InvalidInput(2, fmt::format("keep: 'source:{}': no source has that name; write the name as "
                                    "it is given, or its file name",
                                    name));
}

// "orders.userId+bookings.by" -> its two places; none, if one is not of that form.
std::vector<std::string> places_of(std::string_view text) {
  std::vector<std::string> places;
  for (;;) {
    const std::size_t plus = text.find('+');
    const document::Path place(text.substr(0, plus));
    if (place.has_empty_segment() || place.segments().size() < 2) return {};
    places.push_back(place.text());
    if (plus == text.npos) return places;
    text.remove_prefix(plus + 1);
  }
}

std::string_view hint_for_word(std::string_view word, std::string_view text) {
  if (word == "max" || word == "highest") return ". newest:FIELD keeps the highest number, too";
  if (word == "min" || word == "lowest") return ". oldest:FIELD keeps the lowest number, too";
  if (word == "sum" || word == "union" || word == "fill") return ". It is a rule of merge";
  if (text.find('>') != text.npos)
    return ". The values of a list are separated by '>', and have neither a comma, which ends a "
           "rule, nor themselves twice";
  return "";
}

}  // namespace

std::optional<std::int64_t> moment_of(const Value& value) {
  switch (document::type_of(value)) {
    case Type::date:
      return document::millis_of_date(value);
    case Type::timestamp:
      return value.begin()->at("t").get<std::int64_t>() * 1000;
    case Type::object_id:
      return ObjectId::from_value(value)->time().time_since_epoch().count() * 1000;
    case Type::string:
      return document::millis_of_iso(value.get_ref<const std::string&>());
    case Type::int32:
    case Type::int64:
    case Type::real:
      return millis_of_number(value);
    default:
      return std::nullopt;
  }
}

Rules::Rule Rules::parse_one(std::string_view text) {
  const std::size_t colon = text.find(':');
  const std::string_view word = text.substr(0, colon);
  const std::string_view field = colon == std::string_view::npos ? "" : text.substr(colon + 1);
  const document::Path path(field);
  const bool has_field = colon != std::string_view::npos && !path.has_empty_segment();
  if (text == "complete" || text == "most-fields")
    return {Kind::most_filled, std::string(text), path};
  if (text == "first") return {Kind::first, std::string(text), path};
  if (text == "last") return {Kind::last, std::string(text), path};
  if (word == "source" && !field.empty()) return {Kind::source, std::string(text), path};
  if (word == "complete" && has_field) return {Kind::has, std::string(text), path};
  if (word == "newest" && has_field) return {Kind::newest, std::string(text), path};
  if (word == "oldest" && has_field) return {Kind::oldest, std::string(text), path};
  if (word == "most-referenced" && !places_of(field).empty())
    return {Kind::referenced, std::string(text), path};
  if (const auto ranked = word == "rank" ? ranked_field_of(field) : std::nullopt)
    return {Kind::rank, std::string(text), ranked->path, 0, ranked->ranking};
  throw InvalidInput(
      2, fmt::format("keep: '{}' is not a rule; the rules are complete, complete:FIELD, "
                     "newest:FIELD, oldest:FIELD, rank:FIELD=BEST>NEXT>…, "
                     "most-referenced:COLLECTION.PATH, source:NAME, first and last, separated by "
                     "commas{}",
                     text, hint_for_word(word, text)));
}

Rules Rules::parse(std::string_view text) {
  Rules rules;
  for (;;) {
    const std::size_t comma = text.find(',');
    rules.add(text.substr(0, comma));
    if (comma == std::string_view::npos) break;
    text.remove_prefix(comma + 1);
  }
  rules.given_ = rules.rules_.size();
  rules.add(rules.ends_at_smallest_ ? "oldest:_id" : "newest:_id");
  return rules;
}

void Rules::add(std::string_view text) {
  const Rule& rule = rules_.emplace_back(parse_one(text));
  if (rule.kind != Kind::newest && rule.kind != Kind::oldest) return;
  ends_at_smallest_ = rule.kind == Kind::oldest;
  if (rule.path.text() != "_id") return;
  Rule rest = rule;
  rest.kind = ends_at_smallest_ ? Kind::older_id : Kind::newer_id;
  rules_.push_back(std::move(rest));
}

std::vector<RuleQuestion> Rules::questions() const {
  std::vector<RuleQuestion> questions;
  for (std::size_t i = 0; i < given_; ++i)
    if (const Kind kind = rules_[i].kind;
        kind != Kind::newer_id && kind != Kind::older_id && kind != Kind::by_hand)
      questions.push_back(question_of(rules_[i]));
  return questions;
}

RuleQuestion Rules::question_of(const Rule& rule) {
  RuleQuestion question{"keep", rule.name, {}};
  if (rule.kind == Kind::has) question.fields.push_back({rule.path});
  if (rule.kind == Kind::newest || rule.kind == Kind::oldest)
    question.fields.push_back({rule.path, Need::moment});
  if (rule.kind == Kind::rank)
    question.fields.push_back(
        {rule.path, Need::listed, true,
         [ranking = rule.ranking](const Value& value) { return ranking->score(value) > 0; }});
  if (rule.kind == Kind::referenced)
    question.fields.push_back({document::Path("_id"), Need::referenced, true,
                               [references = rule.references](const Value& id) {
                                 return references && references->to(id) > 0;
                               }});
  return question;
}

std::vector<std::string> Rules::fields() const {
  std::vector<std::string> fields;
  for (const Rule& rule : rules_) {
    if (rule.kind == Kind::referenced) fields.emplace_back("_id");
    if (rule.kind == Kind::has || rule.kind == Kind::newest || rule.kind == Kind::oldest ||
        rule.kind == Kind::rank)
      fields.push_back(rule.path.segments().front());
  }
  return fields;
}

std::vector<Rules::Referring> Rules::referring() const {
  std::vector<Referring> all;
  for (const Rule& rule : rules_)
    if (rule.kind == Kind::referenced) all.push_back({rule.name, places_of(rule.path.text())});
  return all;
}

void Rules::take_references(const std::string& name, std::shared_ptr<const References> references) {
  for (Rule& rule : rules_)
    if (rule.kind == Kind::referenced && rule.name == name) rule.references = references;
}

void Rules::resolve_sources(const std::vector<std::string>& sources) {
  for (Rule& rule : rules_)
    if (rule.kind == Kind::source) rule.source = source_named(rule.path.text(), sources);
}

void Rules::keep_first(std::shared_ptr<const std::set<std::string>> ids,
                       std::shared_ptr<const Chosen> chosen) {
  if (!ids && !chosen) return;
  Rule rule{Kind::by_hand, std::string(by_hand), document::Path("_id")};
  rule.ids = std::move(ids);
  rule.chosen = std::move(chosen);
  rules_.insert(rules_.begin(), std::move(rule));
  ++given_;
}

std::optional<std::size_t> Rules::of_time() const {
  for (std::size_t i = 0; i < given_; ++i)
    if (rules_[i].kind == Kind::newest || rules_[i].kind == Kind::oldest) return i;
  return std::nullopt;
}

void Rules::score(const Document& document, std::size_t filled, std::span<std::int64_t> scores,
                  const Position& position) const {
  for (std::size_t i = 0; i < rules_.size(); ++i)
    scores[i] = score_of(rules_[i], document, filled, position);
}

std::int64_t Rules::hand_score_of(const Rule& rule, const Document& document,
                                  const Position& position) {
  if (rule.chosen && rule.chosen->places.contains({position.source, position.offset}))
    return chosen_now;
  const bool may_be_stored = rule.chosen && position.source == 0 && !rule.chosen->stored.empty();
  if (!rule.ids && !may_be_stored) return neither;
  const Value* id = document::find(document, rule.path);
  if (id == nullptr) return neither;
  const std::string key = keys::bytes_of({keys::encode(*id)});
  if (may_be_stored && rule.chosen->stored.contains(key)) return chosen_now;
  return rule.ids && rule.ids->contains(key) ? kept : neither;
}

std::int64_t Rules::score_of(const Rule& rule, const Document& document, std::size_t filled,
                             const Position& position) {
  const auto value = [&] { return document::find(document, rule.path); };
  switch (rule.kind) {
    case Kind::by_hand:
      return hand_score_of(rule, document, position);
    case Kind::most_filled:
      return static_cast<std::int64_t>(filled);
    case Kind::source:
      return rule.source != 0 && position.source == rule.source ? 1 : 0;
    case Kind::first:
      return -order_of(position);
    case Kind::last:
      return order_of(position);
    case Kind::newer_id:
      return rest_of_id(value());
    case Kind::older_id:
      return ~rest_of_id(value());
    case Kind::has:
      return is_set(value()) ? 1 : 0;
    case Kind::rank:
      return value() == nullptr ? 0 : rule.ranking->score(*value());
    case Kind::referenced: {
      const Value* id = document::member(document, "_id");
      return rule.references && id != nullptr ? rule.references->to(*id) : 0;
    }
    case Kind::newest:
    case Kind::oldest:
      break;
  }
  const auto moment = value() == nullptr ? std::nullopt : moment_of(*value());
  const auto at = std::max(moment.value_or(worst), worst + 1);  // any moment beats none
  return !moment ? worst : rule.kind == Kind::newest ? at : -at;
}

}  // namespace profilestore::merge
