// The plan of a find in words.
#include <QCoreApplication>

#include "access/open_store.hpp"
#include "access/store/find.hpp"
#include "access/text.hpp"

namespace profiles::access {

using namespace profilestore;

namespace {

struct PlanWords {
  Q_DECLARE_TR_FUNCTIONS(Explain)
};

Document plan_of(const StorePtr& store, const Query& query) {
  return store->store.collection(query.collection.toStdString())
      .explain(filter_of(query), options_of(query));
}

// Each stage from the one that reads to the one that answers.
void describe(const Document& stage, QStringList& sentences) {
  if (stage.contains("inputStage")) describe(stage["inputStage"], sentences);
  if (stage.contains("inputStages"))
    for (const Document& input : stage["inputStages"]) describe(input, sentences);
  const std::string name = stage.value("stage", std::string());
  const QString index = stage.contains("indexName") ? plain(stage["indexName"]) : QString();
  if (name == "COLLSCAN")
    sentences << PlanWords::tr("Reads every document of the collection; no index serves this.");
  else if (name == "IXSCAN")
    sentences << PlanWords::tr("Looks up the rows in the index %1.").arg(index);
  else if (name == "FETCH")
    sentences << PlanWords::tr("Reads only the documents that the index names.");
  else if (name == "SORT")
    sentences << PlanWords::tr("Sorts what it found in memory.");
  else if (!name.empty())
    sentences << PlanWords::tr("Step: %1.").arg(QString::fromStdString(name));
}

}  // namespace

QString explain_in_words(const StorePtr& store, const Query& query) {
  QStringList sentences;
  describe(plan_of(store, query)["queryPlanner"]["winningPlan"], sentences);
  return sentences.join(u' ');
}

bool check_filter(const StorePtr& store, const Query& query) {
  plan_of(store, query);
  return true;
}

}  // namespace profiles::access
