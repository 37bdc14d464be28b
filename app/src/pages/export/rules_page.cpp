#include "pages/export/rules_page.hpp"

#include <QComboBox>
#include <QFile>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QSaveFile>
#include <QSplitter>
#include <QVBoxLayout>

#include "pages/parts.hpp"

namespace profiles::pages {
namespace {

constexpr int wait_ms = 400;  // after the last key, before it is counted

QComboBox* choices(const QString& name, const QString& accessible,
                   const std::vector<std::pair<QString, QString>>& items) {
  auto* box = new QComboBox;
  box->setObjectName(name);
  box->setAccessibleName(accessible);
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box->setMinimumContentsLength(20);
  for (const auto& [words, value] : items) box->addItem(words, value);
  return box;
}

QStringList list_of(const QString& text) {
  QStringList list;
  for (const QString& one : text.split(QRegularExpression(QStringLiteral("[\\n,]"))))
    if (!one.trimmed().isEmpty()) list << one.trimmed();
  return list;
}

}  // namespace

RulesPage::RulesPage(Flow& flow, QWidget* parent)
    : QWidget(parent), flow_(flow), ledger_({tr("Count"), tr("What becomes of them")}) {
  setObjectName(QStringLiteral("rules"));
  auto* column = new QVBoxLayout(this);
  column->addWidget(headline(tr("Rules"), tr("Who survives a group, and what it takes from the "
                                             "others. The counts follow what you choose; nothing "
                                             "is written.")));
  auto* split = new QSplitter;
  split->setObjectName(QStringLiteral("rules_split"));
  split->addWidget(form());
  split->addWidget(counts());
  split->setSizes({540, 420});
  split->setStretchFactor(0, 3);
  split->setStretchFactor(1, 2);
  split->setChildrenCollapsible(false);
  column->addWidget(split, 1);
  wait_.setSingleShot(true);
  wait_.setInterval(wait_ms);
  connect(&wait_, &QTimer::timeout, this, &RulesPage::look);
  connect(&flow_, &Flow::setup_changed, this, &RulesPage::show_setup);
}

QWidget* RulesPage::form() {
  auto* side = new QWidget;
  auto* rows = new QFormLayout(side);
  rows->setRowWrapPolicy(QFormLayout::WrapAllRows);
  key_ = line_edit(QStringLiteral("rule_key"), tr("The key"),
                   tr("userId, or tenant,email; empty: _id"));
  missing_ =
      choices(QStringLiteral("rule_missing"), tr("A missing key"),
              {{tr("to the quarantine (reject)"), QStringLiteral("reject")},
               {tr("any number may lack it (distinct)"), QStringLiteral("distinct")},
               {tr("those that lack it stay, null is a value (sparse)"), QStringLiteral("sparse")},
               {tr("one may lack it (collide)"), QStringLiteral("collide")}});
  normalise_ = line_edit(QStringLiteral("rule_normalise"), tr("Texts that are one key"),
                         tr("trim, case, nfc, email, gmail, digits, hex-id; empty: equal ones"));
  keep_ = line_edit(QStringLiteral("rule_keep"), tr("Who survives"));
  merge_ = new QPlainTextEdit;
  merge_->setObjectName(QStringLiteral("rule_merge"));
  merge_->setAccessibleName(tr("What the survivor takes"));
  merge_->setTabChangesFocus(true);
  merge_->setMaximumHeight(110);
  merge_->setPlaceholderText(tr("nothing. One rule a line:\nfill\nunion:tags\nsum:logins"));
  identity_ = line_edit(QStringLiteral("rule_identity"), tr("What tells persons apart"),
                        tr("email; empty: nothing"));
  existing_ = choices(QStringLiteral("rule_existing"), tr("If the store has a document of the key"),
                      {{tr("both compete (merge)"), QStringLiteral("merge")},
                       {tr("the store's stays (keep)"), QStringLiteral("keep")},
                       {tr("the imported one replaces it (replace)"), QStringLiteral("replace")},
                       {tr("the newer one stays (newest)"), QStringLiteral("newest")}});
  rows->addRow(tr("&Key: what one document has"), key_);
  rows->addRow(tr("A document &without the key"), missing_);
  rows->addRow(tr("&Texts that are one key"), normalise_);
  rows->addRow(tr("&Accounts: who owns a document without the key"), accounts());
  rows->addRow(tr("Who &survives: the first rule that tells two apart"), keep_);
  rows->addRow(tr("What the s&urvivor takes from the others"), merge_);
  rows->addRow(tr("&Identity: who differs here is another person"), identity_);
  rows->addRow(tr("If the st&ore has a document of the key"), existing_);
  auto* line = new QHBoxLayout;
  auto* load_it = button(tr("&Load rules.json…"), QStringLiteral("load_rules"));
  auto* save_it = button(tr("Sa&ve rules.json…"), QStringLiteral("save_rules"));
  line->addWidget(load_it);
  line->addWidget(save_it);
  line->addStretch();
  rows->addRow(line);
  for (QLineEdit* edit : {key_, normalise_, keep_, identity_, accounts_, accounts_key_})
    connect(edit, &QLineEdit::textEdited, this, &RulesPage::changed);
  for (QComboBox* box : {missing_, existing_})
    connect(box, &QComboBox::currentIndexChanged, this, &RulesPage::changed);
  connect(merge_, &QPlainTextEdit::textChanged, this, &RulesPage::changed);
  connect(load_it, &QPushButton::clicked, this, &RulesPage::load);
  connect(save_it, &QPushButton::clicked, this, &RulesPage::save);
  show_setup();
  return side;
}

QWidget* RulesPage::accounts() {
  auto* line = new QWidget;
  auto* column = new QVBoxLayout(line);
  column->setContentsMargins(0, 0, 0, 0);
  auto* row = new QHBoxLayout;
  accounts_ = line_edit(QStringLiteral("rule_accounts"), tr("An export of the accounts"),
                        tr("users.json; empty: nobody is looked up"));
  accounts_key_ = line_edit(QStringLiteral("rule_accounts_key"),
                            tr("What finds an account, and what it gives"));
  accounts_key_->setToolTip(
      tr("A document whose userId is missing gets the _id of the account that has its email: "
         "email=email:userId=_id"));
  auto* choose = button(tr("Choose…"), QStringLiteral("choose_accounts"));
  row->addWidget(accounts_, 1);
  row->addWidget(choose);
  column->addLayout(row);
  column->addWidget(accounts_key_);
  connect(choose, &QPushButton::clicked, this, [this] {
    const QStringList files = flow_.ask().open_files(this, tr("An export of the accounts"));
    if (files.isEmpty()) return;
    accounts_->setText(files.front());
    changed();
  });
  return line;
}

QWidget* RulesPage::counts() {
  auto* side = new QWidget;
  auto* column = new QVBoxLayout(side);
  state_ =
      paragraph(tr("Open an export to see what the rules give."), QStringLiteral("rules_state"));
  column->addWidget(state_);
  QTableView* view =
      ledger_table(&ledger_, QStringLiteral("rules_ledger"), tr("What the rules give"));
  column->addWidget(view, 1);
  auto* next = button(tr("Make the &Plan"), QStringLiteral("to_plan"));
  column->addWidget(next, 0, Qt::AlignRight);
  connect(next, &QPushButton::clicked, this, [this] {
    wait_.stop();
    flow_.set_setup(filled_in());
    emit flow_.go(QStringLiteral("plan"));
  });
  return side;
}

access::ImportSetup RulesPage::filled_in() const {
  access::ImportSetup setup = flow_.setup();
  setup.key = key_->text().trimmed();
  setup.missing = missing_->currentIndex() == 0 ? QString() : missing_->currentData().toString();
  setup.normalise = list_of(normalise_->text()).join(u',');
  setup.accounts.file = accounts_->text().trimmed();
  setup.accounts.key = accounts_key_->text().trimmed();
  setup.rules.keep = list_of(keep_->text()).join(u',');
  setup.rules.merge = list_of(merge_->toPlainText());
  setup.rules.identity = list_of(identity_->text());
  setup.rules.on_existing = existing_->currentData().toString();
  return setup;
}

void RulesPage::show_setup() {
  const access::ImportSetup& setup = flow_.setup();
  if (filled_in() == setup) return;  // what is being typed stays as it is
  showing_ = true;
  key_->setText(setup.key);
  missing_->setCurrentIndex(setup.missing.isEmpty() ? 0 : missing_->findData(setup.missing));
  normalise_->setText(setup.normalise);
  accounts_->setText(setup.accounts.file);
  accounts_key_->setText(setup.accounts.key);
  keep_->setText(setup.rules.keep);
  merge_->setPlainText(setup.rules.merge.join(u'\n'));
  identity_->setText(setup.rules.identity.join(u", "));
  existing_->setCurrentIndex(existing_->findData(setup.rules.on_existing));
  showing_ = false;
}

void RulesPage::changed() {
  if (showing_) return;
  state_->setText(tr("…"));
  wait_.start();
}

void RulesPage::look() {
  const access::ImportSetup setup = filled_in();
  flow_.set_setup(setup);
  if (setup.sources.isEmpty()) return;
  if (counting_) counting_->request_stop();
  state_->setText(tr("Counting…"));
  counting_ = flow_.counting().run(
      this, [setup](access::Control& control) { return access::count_plan(setup, control); },
      [this, owners = !setup.accounts.file.isEmpty()](const access::Counted& counted) {
        ledger_.set_rows(ledger_rows(counted.ledger));
        state_->setText(
            owners ? tr("With these rules; the accounts tell the owners of %1, and not "
                        "of %2:")
                         .arg(documents(counted.adopted), QLocale().toString(counted.ownerless))
                   : tr("With these rules:"));
      },
      [this](const access::Failure& failure) {
        if (failure.kind == access::Failure::Kind::cancelled) return;
        ledger_.set_rows({});
        state_->setText(failure.text());
      });
}

void RulesPage::load() {
  const QStringList paths = flow_.ask().open_files(this, tr("Load rules"));
  if (paths.isEmpty()) return;
  flow_.reading().run(
      this,
      [path = paths.front()](access::Control&) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
          throw std::runtime_error("cannot read " + path.toStdString());
        return access::rules_of(QString::fromUtf8(file.readAll()));
      },
      [this](const access::Rules& rules) {
        access::ImportSetup setup = filled_in();
        setup.rules = rules;
        flow_.set_setup(setup);
        look();
      },
      [this](const access::Failure& failure) { flow_.tell(failure); });
}

void RulesPage::save() {
  const QString path = flow_.ask().save_file(this, tr("Save rules"), QStringLiteral("rules.json"));
  if (path.isEmpty()) return;
  flow_.reading().run(
      this,
      [path, rules = filled_in().rules](access::Control&) {
        QSaveFile file(path);
        const QByteArray text = access::rules_text(rules).toUtf8() + '\n';
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
          throw std::runtime_error("cannot write " + path.toStdString());
        return true;
      },
      [this, path](bool) {
        flow_.tell(tr("Saved: %1. `profilestore import --rules` takes it.").arg(path));
      },
      [this](const access::Failure& failure) { flow_.tell(failure); });
}

}  // namespace profiles::pages
