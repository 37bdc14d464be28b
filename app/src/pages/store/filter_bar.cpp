#include "pages/store/filter_bar.hpp"

#include <QLineEdit>
#include <QVBoxLayout>

#include "access/store/documents.hpp"
#include "pages/parts.hpp"
#include "pages/store/filter_completer.hpp"

namespace profiles::pages {
namespace {

constexpr int check_ms = 300;  // after the last key

}  // namespace

FilterBar::FilterBar(Flow& flow, QWidget* parent) : QWidget(parent), flow_(flow) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  auto* line = new QHBoxLayout;
  collection_ = new QLabel;
  collection_->setObjectName(QStringLiteral("shown_collection"));
  filter_ = line_edit(QStringLiteral("filter"), tr("Filter"),
                      tr("a filter of MongoDB's: {city: \"Oslo\", age: {$gt: 30}}"));
  filter_->setClearButtonEnabled(true);
  new FilterCompleter(&names_, filter_);
  auto* find_it = button(tr("Fi&nd"), QStringLiteral("find"));
  auto* how = button(tr("E&xplain"), QStringLiteral("explain"), tr("How this is found, in words"));
  auto* chosen = button(tr("&Columns…"), QStringLiteral("columns"));
  line->addWidget(collection_);
  line->addWidget(filter_, 1);
  for (QPushButton* one : {find_it, how, chosen}) line->addWidget(one);
  column->addLayout(line);
  wrong_ = paragraph({}, QStringLiteral("filter_wrong"));
  wrong_->setTextFormat(Qt::RichText);
  wrong_->hide();
  column->addWidget(wrong_);
  said_ = paragraph({}, QStringLiteral("document_count"));
  column->addWidget(said_);
  check_.setSingleShot(true);
  check_.setInterval(check_ms);
  connect(&check_, &QTimer::timeout, this, &FilterBar::check);
  connect(filter_, &QLineEdit::textEdited, &check_, qOverload<>(&QTimer::start));
  connect(filter_, &QLineEdit::returnPressed, this, &FilterBar::find);
  connect(find_it, &QPushButton::clicked, this, &FilterBar::find);
  connect(how, &QPushButton::clicked, this, &FilterBar::explain);
  connect(chosen, &QPushButton::clicked, this, &FilterBar::columns);
}

QString FilterBar::text() const { return filter_->text(); }

void FilterBar::set_text(const QString& text) { filter_->setText(text); }

void FilterBar::begin(const QString& collection) {
  collection_name_ = collection;
  collection_->setText(collection);
  filter_->clear();
  hide_wrong();
}

void FilterBar::focus_filter() {
  filter_->setFocus(Qt::ShortcutFocusReason);
  filter_->selectAll();
}

void FilterBar::say(const QString& text) { said_->setText(text); }

void FilterBar::check() {
  if (!flow_.store() || collection_name_.isEmpty()) return;
  flow_.reading().run(
      this,
      [store = flow_.store(), query = access::Query{collection_name_, filter_->text(), {}, true}](
          access::Control&) { return access::check_filter(store, query); },
      [this](bool) { hide_wrong(); },
      [this](const access::Failure& failure) { show_wrong(failure); });
}

// The text with the fault underlined, and why.
void FilterBar::show_wrong(const access::Failure& failure) {
  const QString typed = filter_->text();
  const auto at = failure.word.isEmpty() ? -1 : typed.indexOf(failure.word);
  const auto marked = [](const QString& text) {
    return QStringLiteral("<u style=\"color:#d03030\">%1</u>").arg(text.toHtmlEscaped());
  };
  const QString shown = at < 0 ? marked(typed)
                               : typed.left(at).toHtmlEscaped() + marked(failure.word) +
                                     typed.mid(at + failure.word.size()).toHtmlEscaped();
  wrong_->setText(
      QStringLiteral("<code>%1</code><br>%2").arg(shown, failure.sentence.toHtmlEscaped()));
  wrong_->setAccessibleDescription(failure.sentence);
  wrong_->show();
}

void FilterBar::hide_wrong() { wrong_->hide(); }

}  // namespace profiles::pages
