// A store of people, open at its documents, and its documents edited as a person does it.
#pragma once

#include <QPlainTextEdit>
#include <profilestore/profilestore.hpp>

#include "app/desk.hpp"

namespace app {

inline const QString rows = QStringLiteral("document_table");

/// A store with `count` people, open at its documents; the test's own handle of it.
inline profilestore::Store open_documents(Desk& desk, int count) {
  using namespace profilestore;
  const QString path = desk.file(QStringLiteral("people.db"));
  Store store = Store::open(path.toStdString());
  Collection people = store.collection("people", {.indexes = {UniqueIndex{.paths = "email"}}});
  std::vector<Document> documents;
  for (int i = 0; i < count; ++i)
    documents.push_back({{"_id", i},
                         {"email", "p" + std::to_string(i) + "@example.org"},
                         {"age", (i * 7) % 100},
                         {"address", {{"city", i % 2 == 0 ? "Oslo" : "Lima"}}}});
  people.insert_many(documents);
  desk.flow().open({path});
  desk.settle();
  desk.click(QStringLiteral("show_documents"));
  desk.settle();
  return store;
}

/// Opens the document of a row in the editor, and types `text` in its place.
inline void edit(Desk& desk, int row, const QString& text) {
  desk.select(rows, row);
  desk.click(QStringLiteral("edit_document"));
  desk.get<QPlainTextEdit>(QStringLiteral("edit_text")).setPlainText(text);
}

inline void save(Desk& desk) {
  desk.click(QStringLiteral("save_document"));
  desk.settle();
}

/// The number of the column of that field; -1: it is not shown.
inline int column(Desk& desk, const QString& name) {
  for (int i = 0; i < desk.model(rows).columnCount(); ++i)
    if (desk.model(rows).headerData(i, Qt::Horizontal).toString() == name) return i;
  return -1;
}

}  // namespace app
