// $out: the documents are all that a collection has from now on.
#include "crud/writing.hpp"
#include "document/type.hpp"
#include "pipeline/refusal.hpp"
#include "pipeline/writing.hpp"

namespace profilestore::pipeline {
namespace {

class Out : public Writing {
 public:
  Out(Value specification, std::string collection)
      : specification_(std::move(specification)), collection_(std::move(collection)) {}

  // MongoDB: its indexes and its validator stay.
  void write(Stream& documents, store::WriteTransaction& write, const std::string& database,
             const expression::Variables&) const override {
    (void)write.collection(collection_);
    crud::Writer writer(write, database, collection_);
    query::Filters all = crud::parse_delete_call(Document::object(), {});
    std::int64_t changed = writer.remove_many(all);
    for (; auto document = documents.next(); ++changed) writer.insert(*std::move(document));
    write.changed(collection_, changed);
  }

  const Value& specification() const override { return specification_; }
  std::string_view name() const override { return "$out"; }

 private:
  Value specification_;
  std::string collection_;
};

}  // namespace

std::string target_collection(int code, std::string_view stage, const Value& into) {
  const auto checked = [&](const Value& name) {
    if (!name.is_string() || name == "")
      refuse(code, stage, "takes the name of a collection, which is not empty");
    return name.get<std::string>();
  };
  if (into.is_string()) return checked(into);
  if (!document::is_plain_object(into))
    refuse(code, stage, "takes the name of a collection, or {coll: name}");
  if (into.contains("db"))
    refuse_unsupported(std::string(stage) + ".db", "a store is one database; leave 'db' out");
  refuse_unknown(unknown_field, stage, into, {"coll"});
  return checked(required(stage, into, "coll"));
}

std::shared_ptr<const Writing> Writing::parse(std::string_view stage, const Value& specification,
                                              const Context& context) {
  return stage == "$out" ? parse_out(specification, context) : parse_merge(specification, context);
}

std::shared_ptr<const Writing> parse_out(const Value& specification, const Context&) {
  if (document::is_plain_object(specification) && specification.contains("timeseries"))
    refuse_unsupported("$out.timeseries", "leave it out");
  std::string collection = target_collection(16990, "$out", specification);
  return std::make_shared<Out>(specification, std::move(collection));
}

}  // namespace profilestore::pipeline
