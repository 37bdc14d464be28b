// A list of documents that answers calls by the pure languages.
#pragma once

#include <algorithm>
#include <profilestore/profilestore.hpp>

#include "document/compare.hpp"
#include "extjson/reader.hpp"
#include "match/filter.hpp"
#include "model/manner.hpp"
#include "read/order.hpp"
#include "update/update.hpp"

namespace model {

using namespace profilestore;

inline Value normal(const Value& value) { return extjson::normalise_value(value); }

inline Value counts(std::int64_t matched, std::int64_t modified, bool inserted) {
  return {{"matched", matched}, {"modified", modified}, {"inserted", inserted}};
}

/// One update as it is asked of both sides.
struct UpdateAsked {
  Document filter, update, sort;
  std::vector<Document> array_filters;
  bool upsert, many, replaces;
  Manner manner;
  Value id;  ///< of a document that is inserted, if the filter gives none
};

/// No index has a say in an update.
inline std::shared_ptr<const match::Terms> in_update(const Manner& manner) {
  return manner.collation ? manner.terms : nullptr;
}

class List {
 public:
  const std::vector<Document>& documents() const { return documents_; }

  void insert(Document document) {
    update::ensure_id(document);
    for (const Document& other : documents_)
      if (document::equal(other.at("_id"), document.at("_id")))
        throw DuplicateKey("model", "c", "_id_", {{"_id", 1}}, {{"_id", nullptr}}, nullptr);
    documents_.push_back(std::move(document));
  }

  std::vector<std::size_t> find(const Document& filter, const Document& sort,
                                const Manner& manner) const {
    const auto parsed = match::Filter::parse(normal(filter), manner.terms);
    const auto order = read::Order::parse(normal(sort), manner.order());
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < documents_.size(); ++i)
      if (parsed.matches(documents_[i])) found.push_back(i);
    if (order.empty()) return found;
    std::vector<read::SortKey> keys(documents_.size());
    for (const std::size_t i : found) keys[i] = order.key_of(documents_[i]);
    std::stable_sort(found.begin(), found.end(), [&](std::size_t a, std::size_t b) {
      return order.compare(keys[a], keys[b]) < 0;
    });
    return found;
  }

  Value update(const UpdateAsked& asked) {
    const auto filter = match::Filter::parse(normal(asked.filter), asked.manner.terms);
    std::vector<Document> filters;
    for (const Document& one : asked.array_filters) filters.push_back(normal(one));
    const auto parsed = asked.replaces ? update::Update::parse_replacement(normal(asked.update))
                                       : update::Update::parse(normal(asked.update), filters,
                                                               in_update(asked.manner));
    auto found = find(asked.filter, asked.sort, asked.manner);
    if (found.size() > 1 && !asked.many) found.resize(1);
    if (found.empty()) {
      if (!asked.upsert) return counts(0, 0, false);
      Document made = parsed.seed(filter.equalities());
      parsed.apply(made, bson::now(), true);
      if (!made.contains("_id")) made["_id"] = asked.id;
      insert(std::move(made));
      return counts(0, 0, true);
    }
    auto changed = documents_;
    std::int64_t modified = 0;
    for (const std::size_t i : found)
      modified +=
          parsed.apply(changed[i], bson::now(), false, filter.match(changed[i])->position) ? 1 : 0;
    documents_ = std::move(changed);  // all or nothing
    return counts(static_cast<std::int64_t>(found.size()), modified, false);
  }

  Value erase(const Document& filter, bool many, const Manner& manner) {
    auto found = find(filter, {}, manner);
    if (found.size() > 1 && !many) found.resize(1);
    for (auto i = found.rbegin(); i != found.rend(); ++i)
      documents_.erase(documents_.begin() + static_cast<std::ptrdiff_t>(*i));
    return found.size();
  }

 private:
  std::vector<Document> documents_;
};

}  // namespace model
