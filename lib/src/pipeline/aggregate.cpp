// The calls that run pipelines.
#include <algorithm>
#include <profilestore/aggregate.hpp>
#include <profilestore/collection.hpp>
#include <profilestore/error.hpp>
#include <profilestore/store.hpp>

#include "crud/cursor_source.hpp"
#include "expression/let.hpp"
#include "extjson/reader.hpp"
#include "pipeline/feed.hpp"
#include "pipeline/filter_terms.hpp"
#include "pipeline/pipeline.hpp"
#include "pipeline/refusal.hpp"
#include "pipeline/spool.hpp"
#include "pipeline/writing.hpp"
#include "query/filters.hpp"
#include "store/core.hpp"
#include "store/write_transaction.hpp"

namespace profilestore {
namespace {

using namespace pipeline;
using document::TimeLimit;

/// A call, parsed.
struct Asked {
  Asked(const std::string& collection, const Value& list, const AggregateOptions& given)
      : end(TimeLimit::after(given.max_time)), hint(given.hint) {
    const TimeLimit limit(end);  // constants and `let` are evaluated here
    if (given.memory_limit == 0)
      throw InvalidInput(bad_value,
                         "memory_limit is 0, and each document would go through the disk: 1 byte "
                         "is the least, and some MiB are sensible");
    run.reader = nullptr;
    run.limits = {given.memory_limit, given.allow_disk_use};
    run.variables = run.variables.with("NOW", bson::now());
    Context context{.collection = collection, .terms = query::terms_of(given.collation)};
    if (!given.let.is_null() && !given.let.empty())
      run.variables = expression::variables_of_let(extjson::normalise_value(given.let),
                                                   run.variables, context.order());
    context.variables = run.variables.names();
    pipeline =
        Pipeline::parse(list.is_null() ? Value::array() : extjson::normalise_value(list), context);
    if (pipeline.brings_documents() == collection.empty()) return;
    if (collection.empty())
      throw InvalidInput(73, "a pipeline of no collection begins with $documents");
    throw InvalidInput(73,
                       "$documents is of no collection: name none, or use it in the pipeline of a "
                       "$unionWith or $lookup");
  }

  StreamPointer over(store::Reader& reader, const std::string& collection) {
    run.reader = &reader;
    return pipeline.over_collection(collection, run, hint);
  }

  /// Nobody may write, and no session may end, while a stream is stepped.
  std::shared_ptr<Spool> whole(store::Reader& reader, const std::string& collection) {
    auto spool = std::make_shared<Spool>(run.limits, "the result");
    const StreamPointer stream = over(reader, collection);
    while (auto document = stream->next()) spool->add(*std::move(document));
    return spool;
  }

  TimeLimit::Time end;
  std::string hint;
  Run run;
  Pipeline pipeline;
};

/// The documents of a pipeline that computes as it is stepped.
struct Computed : Cursor::Source {
  Computed(std::shared_ptr<store::Core> open, Asked call)
      : core(std::move(open)), asked(std::move(call)), time(asked.end), reader(core->reader()) {}

  std::optional<Document> next() override {
    return time.run([this] { return stream->next(); });
  }

  std::shared_ptr<store::Core> core;
  Asked asked;
  crud::TimeLeft time;
  store::Reader reader;
  StreamPointer stream;
};

/// Those of one that was computed whole.
struct Kept : Cursor::Source {
  Kept(const std::shared_ptr<Spool>& spool, TimeLimit::Time end)
      : time(end), stream(Spool::read_all(spool)) {}
  std::optional<Document> next() override {
    return time.run([this] { return stream->next(); });
  }
  crud::TimeLeft time;
  StreamPointer stream;
};

void write_result(Asked& asked, store::Core& core, const store::SessionPointer& session,
                  const std::string& collection) {
  const TimeLimit limit(asked.end);
  store::WriteTransaction write(core, session, "aggregate");
  std::shared_ptr<Spool> result;
  store::run_session(write, [&](const store::SessionPointer& inner) {
    auto reader = core.reader(inner);
    result = asked.whole(reader, collection);
  });
  const StreamPointer documents = result->read();
  asked.pipeline.writing()->write(*documents, write, core.database(), asked.run.variables);
  write.commit();
}

Cursor run_pipeline(const std::shared_ptr<store::Core>& core, const store::SessionPointer& session,
                    const std::string& collection, Asked asked) {
  if (asked.pipeline.writing()) {
    write_result(asked, *core, session, collection);
    return Cursor(nullptr);
  }
  if (session) {
    const TimeLimit limit(asked.end);
    auto reader = core->reader(session);
    return Cursor(std::make_unique<Kept>(asked.whole(reader, collection), asked.end));
  }
  auto computed = std::make_unique<Computed>(core, std::move(asked));
  computed->time.run(
      [&] { computed->stream = computed->asked.over(computed->reader, collection); });
  return Cursor(std::move(computed));
}

Document find_explained(const Front& front, const Document& plan, const Pipeline& pipeline) {
  Value pushed = Value::array();
  for (std::size_t i = 0; i < front.stages; ++i) pushed.push_back(pipeline.stages()[i].name);
  Document cursor = plan;
  cursor["pushed"] = std::move(pushed);
  if (front.skip != 0) cursor["skip"] = front.skip;
  if (front.limit != 0) cursor["limit"] = front.limit;
  return {{"$cursor", std::move(cursor)}};
}

}  // namespace

Cursor Collection::aggregate(const Value& pipeline, const AggregateOptions& options) {
  return run_pipeline(core_, session_, name_, Asked(name_, pipeline, options));
}

Document Collection::explain_aggregate(const Value& pipeline,
                                       const AggregateOptions& options) const {
  Asked asked(name_, pipeline, options);
  const TimeLimit limit(asked.end);
  auto reader = core_->reader(session_);
  asked.run.reader = &reader;
  const Front front = front_of(asked.pipeline, name_, asked.run, options.hint);
  const Document plan =
      explain(with_conditions_of_expr(front.filter, asked.pipeline.context().terms, asked.run),
              {.sort = front.sort,
               .collation = options.collation,
               .hint = options.hint,
               .let = options.let});
  Value stages = Value::array({find_explained(front, plan, asked.pipeline)});
  for (std::size_t i = front.stages; i < asked.pipeline.stages().size(); ++i) {
    const NamedStage& stage = asked.pipeline.stages()[i];
    Document shown{{stage.name, stage.specification}};
    if (stage.stage->keeps_documents()) shown["inMemory"] = true;
    stages.push_back(std::move(shown));
  }
  if (const auto& writing = asked.pipeline.writing())
    stages.push_back({{std::string(writing->name()), writing->specification()}});
  return {{"stages", std::move(stages)}};
}

Cursor Store::aggregate(const Value& pipeline, const AggregateOptions& options) {
  if (!options.hint.empty())
    throw InvalidInput(pipeline::bad_value, "a pipeline of no collection takes no hint");
  return run_pipeline(core_, nullptr, "", Asked("", pipeline, options));
}

Value ejson::parse_pipeline(std::string_view text) {
  constexpr std::string_view before = R"({"pipeline":)";
  Document read;
  try {
    read = parse_command(std::string(before) + std::string(text) + "}");
  } catch (const MalformedJson& fault) {
    throw MalformedJson(fault.reason(), fault.offset() - std::min(fault.offset(), before.size()),
                        fault.line());
  }
  const Value& pipeline = read.at("pipeline");
  if (read.size() != 1 || !pipeline.is_array())
    throw InvalidInput(pipeline::type_mismatch, "a pipeline is an array of stages");
  for (const Value& stage : pipeline)
    if (!stage.is_object())
      throw InvalidInput(pipeline::type_mismatch,
                         "a pipeline is an array of stages, each of which is an object");
  return pipeline;
}

}  // namespace profilestore
