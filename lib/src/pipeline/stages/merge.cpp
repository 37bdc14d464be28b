// $merge: each document is inserted, or changes the one that has its key.
#include <fmt/format.h>

#include <algorithm>

#include "catalog/catalog.hpp"
#include "crud/writing.hpp"
#include "document/type.hpp"
#include "evaluation/result.hpp"
#include "pipeline/fields.hpp"
#include "pipeline/let.hpp"
#include "pipeline/refusal.hpp"
#include "pipeline/writing.hpp"
#include "query/filters.hpp"
#include "query/reading.hpp"
#include "reshaping/reshaping.hpp"
#include "update/update.hpp"

namespace profilestore::pipeline {
namespace {

enum class Matched { replace, keep, merge, fail, pipeline };
enum class NotMatched { insert, discard, fail };

struct Merging {
  Value specification;
  std::string collection;
  std::vector<std::string> on{"_id"};
  Matched matched = Matched::merge;
  NotMatched not_matched = NotMatched::insert;
  std::vector<expression::Reshaping> pipeline = {};
  Let let = {};
};

class Merge : public Writing {
 public:
  explicit Merge(Merging how) : how_(std::move(how)) {}

  void write(Stream& documents, store::WriteTransaction& write, const std::string& database,
             const expression::Variables& variables) const override {
    require_unique_index(write.collection(how_.collection));
    crud::Writer writer(write, database, how_.collection);
    std::int64_t changed = 0;
    const bool by_id = std::ranges::find(how_.on, "_id") != how_.on.end();
    while (auto document = documents.next()) {
      if (by_id) update::ensure_id(*document);
      query::Filters filters(key_of(*document), {});
      if (const auto existing = existing_one(write, filters))
        changed += change(writer, *std::move(document), *existing, variables);
      else
        changed += insert(writer, *std::move(document));
    }
    write.changed(how_.collection, changed);
  }

  const Value& specification() const override { return how_.specification; }
  std::string_view name() const override { return "$merge"; }

 private:
  // MongoDB: otherwise two documents could have one key.
  void require_unique_index(const catalog::CollectionEntry& collection) const {
    std::vector<std::string> wanted = how_.on;
    std::ranges::sort(wanted);
    for (const catalog::IndexEntry& entry : collection.indexes) {
      const Index& rule = entry.index.rule();
      if (!entry.unique() || entry.where || rule.collation || !rule.normalise.empty()) continue;
      std::vector<std::string> paths;
      for (const document::Path& path : entry.index.paths()) paths.push_back(path.text());
      std::ranges::sort(paths);
      if (paths == wanted) return;
    }
    refuse(51183, "$merge", "takes as 'on' the paths of a unique index of its collection");
  }

  Document key_of(const Document& document) const {
    Document filter = Document::object();
    for (const std::string& path : how_.on) {
      const Value* value = document::find(document, document::Path(path));
      if (expression::Result::seen(value).is_nullish())
        refuse(51132, "$merge", fmt::format("has a document without the 'on' field '{}'", path));
      if (value->is_array())
        refuse(51185, "$merge",
               fmt::format("has a document with an array at the 'on' field '{}'", path));
      filter[path] = {{"$eq", *value}};
    }
    return filter;
  }

  std::optional<Document> existing_one(store::WriteTransaction& write,
                                       const query::Filters& filters) const {
    const auto& collection = *write.catalog().find(how_.collection);
    const auto row = query::first_row(write.connection(), collection, filters.list(), {});
    if (!row) return std::nullopt;
    return query::existing_document(write.connection(), collection, *row);
  }

  std::int64_t insert(crud::Writer& writer, Document document) const {
    if (how_.not_matched == NotMatched::discard) return 0;
    if (how_.not_matched == NotMatched::fail)
      refuse(13113, "$merge", "has a document without a match, and whenNotMatched is 'fail'");
    writer.insert(std::move(document));
    return 1;
  }

  std::int64_t change(crud::Writer& writer, Document document, const Document& existing,
                      const expression::Variables& variables) const {
    if (how_.matched == Matched::keep) return 0;
    Document changed = changed_by(std::move(document), existing, variables);
    auto call = crud::parse_replace_call({{"_id", {{"$eq", existing.at("_id")}}}}, changed, {});
    const auto run = writer.update(call);
    return run && run->modified() ? 1 : 0;
  }

  Document changed_by(Document document, const Document& existing,
                      const expression::Variables& variables) const {
    if (how_.matched == Matched::fail)
      refuse(11000, "$merge", "has a document that has a match, and whenMatched is 'fail'");
    if (how_.matched == Matched::replace) return document;
    if (how_.matched == Matched::merge) {
      Document merged = existing;
      for (auto& [name, value] : document.items()) merged[name] = std::move(value);
      return merged;
    }
    const expression::Variables inner = how_.let.of(document, variables);
    Document changed = existing;
    for (const expression::Reshaping& stage : how_.pipeline) changed = stage.apply(changed, inner);
    return changed;
  }

  Merging how_;
};

Matched matched_of(const std::string& text) {
  if (text == "replace") return Matched::replace;
  if (text == "keepExisting") return Matched::keep;
  if (text == "merge") return Matched::merge;
  if (text == "fail") return Matched::fail;
  refuse(bad_value, "$merge",
         "takes 'replace', 'keepExisting', 'merge', 'fail' or a pipeline as 'whenMatched'");
}

NotMatched not_matched_of(const std::string& text) {
  if (text == "insert") return NotMatched::insert;
  if (text == "discard") return NotMatched::discard;
  if (text == "fail") return NotMatched::fail;
  refuse(bad_value, "$merge", "takes 'insert', 'discard' or 'fail' as 'whenNotMatched'");
}

void parse_pipeline_of_merge(const Value& stages, const Value* let, const Context& context,
                             Merging& how) {
  expression::Context inner = context.expressions();
  how.let = Let::parse("$merge", let != nullptr ? *let : Value{{"new", "$$ROOT"}}, context);
  how.let.add_names(inner.variables);
  for (const Value& stage : stages) {
    if (!document::is_plain_object(stage) || stage.size() != 1)
      refuse(40323, "$merge", "takes as 'whenMatched' stages that have one field each");
    const std::string& name = stage.begin().key();
    if (!expression::Reshaping::is_one(name))
      refuse(72, "$merge", fmt::format("takes no stage {} in 'whenMatched'", name));
    how.pipeline.push_back(expression::Reshaping::parse(name, stage.begin().value(), inner));
  }
}

std::vector<std::string> on_fields(const Value& on) {
  if (on.is_string()) return {on.get<std::string>()};
  if (!on.is_array()) refuse(51186, "$merge", "takes a string or an array of strings as 'on'");
  if (on.empty()) refuse(51187, "$merge", "takes at least one field as 'on'");
  std::vector<std::string> fields;
  for (const Value& one : on) {
    if (!one.is_string()) refuse(51134, "$merge", "takes an array of strings as 'on'");
    if (std::ranges::find(fields, one.get<std::string>()) != fields.end())
      refuse(31465, "$merge", "takes each field once as 'on'");
    fields.push_back(one.get<std::string>());
  }
  return fields;
}

}  // namespace

std::shared_ptr<const Writing> parse_merge(const Value& specification, const Context& context) {
  Merging how{.specification = specification, .collection = {}};
  if (specification.is_string()) {
    how.collection = target_collection(51182, "$merge", specification);
    return std::make_shared<Merge>(std::move(how));
  }
  if (!document::is_plain_object(specification))
    refuse(51182, "$merge", "takes the name of a collection, or an object with 'into'");
  refuse_unknown(unknown_field, "$merge", specification,
                 {"into", "on", "whenMatched", "whenNotMatched", "let"});
  how.collection = target_collection(51178, "$merge", required("$merge", specification, "into"));
  if (const Value* on = document::member(specification, "on")) how.on = on_fields(*on);
  const Value* let = document::member(specification, "let");
  if (const Value* when = document::member(specification, "whenMatched")) {
    if (when->is_array()) {
      how.matched = Matched::pipeline;
      parse_pipeline_of_merge(*when, let, context, how);
    } else {
      how.matched = matched_of(text_of(51191, "$merge", "whenMatched", *when));
    }
  }
  if (let != nullptr && how.matched != Matched::pipeline)
    refuse(51199, "$merge", "takes 'let' only with a pipeline as 'whenMatched'");
  if (const Value* when = document::member(specification, "whenNotMatched"))
    how.not_matched = not_matched_of(text_of(type_mismatch, "$merge", "whenNotMatched", *when));
  return std::make_shared<Merge>(std::move(how));
}

}  // namespace profilestore::pipeline
