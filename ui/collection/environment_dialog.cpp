// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collection/environment_dialog.h"

#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"
#include "ui/widgets/secret_field.h"

#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSet>
#include <QSignalBlocker>
#include <QStyledItemDelegate>
#include <QTableWidget>

namespace framescope::ui {

namespace {

enum VariableColumn { VariableName, Value, Secret, VariableColumns };

/// Shows the value of a secret as dots, also while it is typed, unless the eye is pressed then.
class ValueDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override
    {
        if (!isSecret(index)) {
            return QStyledItemDelegate::createEditor(parent, option, index);
        }
        auto* field = new SecretField(parent);
        field->setFrame(false);
        return field;
    }

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (isSecret(index)) {
            constexpr qsizetype Dots = 8; // not as many as the value has characters
            option->text = option->text.isEmpty() ? EnvironmentDialog::tr("not changed")
                                                  : QString(Dots, QChar(0x2022));
        }
    }

private:
    static bool isSecret(const QModelIndex& index)
    {
        return index.siblingAtColumn(Secret).data(Qt::CheckStateRole).toInt() == Qt::Checked;
    }
};

} // namespace

EnvironmentDialog::EnvironmentDialog(const collection::Environment& environment,
                                     const QStringList& taken, QWidget* parent)
    : QDialog(parent), taken_(taken), name_(new QLineEdit(environment.name)),
      table_(new QTableWidget(0, VariableColumns)), note_(style::wrappedLabel({}, "bad")),
      remove_(new QPushButton(tr("&Remove")))
{
    const bool isNew = environment.name.isEmpty();
    setWindowTitle(isNew ? tr("New environment") : tr("Environment"));
    name_->setObjectName(QStringLiteral("environmentName"));
    name_->setReadOnly(!isNew); // it is the name of the file
    table_->setObjectName(QStringLiteral("variables"));
    table_->setAccessibleName(tr("Variables"));
    table_->setHorizontalHeaderLabels({tr("Name"), tr("Value"), tr("Secret")});
    table_->horizontalHeader()->setSectionResizeMode(Value, QHeaderView::Stretch);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->verticalHeader()->hide();
    table_->setTabKeyNavigation(false);
    table_->setShowGrid(false);
    table_->setColumnWidth(VariableName, 180);
    table_->setColumnWidth(Secret, 80);
    table_->setItemDelegateForColumn(Value, new ValueDelegate(table_));
    for (const collection::Variable& variable : environment.variables) {
        addRow(variable);
    }
    style::addCommand(table_, "", {}, Qt::Key_Delete, this, &EnvironmentDialog::removeRow);

    auto* add = new QPushButton(tr("&Add a variable"));
    add->setObjectName(QStringLiteral("addVariable"));
    connect(add, &QPushButton::clicked, this, [this] {
        addRow({});
        const int row = table_->rowCount() - 1;
        table_->setCurrentCell(row, VariableName);
        table_->setFocus();
        table_->editItem(table_->item(row, VariableName));
        check();
    });
    connect(remove_, &QPushButton::clicked, this, &EnvironmentDialog::removeRow);
    connect(table_, &QTableWidget::cellChanged, this, &EnvironmentDialog::check);
    connect(table_, &QTableWidget::itemSelectionChanged, this, &EnvironmentDialog::check);
    connect(name_, &QLineEdit::textChanged, this, &EnvironmentDialog::check);
    add->setAutoDefault(false);
    remove_->setAutoDefault(false);
    auto* buttons = style::dialogButtons(this, QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    accept_ = buttons->button(QDialogButtonBox::Save);
    auto* form = new QFormLayout;
    form->addRow(tr("Na&me:"), name_);
    auto* row = style::row(nullptr, {}, style::UsualSpacing);
    row->addWidget(add);
    row->addWidget(remove_);
    row->addStretch();
    row->addWidget(buttons);
    auto* column = style::column(this, {16, 16, 16, 12}, 10);
    column->addLayout(form);
    column->addWidget(table_, 1);
    column->addWidget(style::wrappedLabel(
        tr("Write {{name}} where a value is wanted. The values of secrets are not written to the "
           "file."),
        "muted"));
    column->addWidget(note_);
    column->addLayout(row);
    resize(620, 400);
    check();
}

void EnvironmentDialog::addRow(const collection::Variable& variable)
{
    const QSignalBlocker blocker(table_);
    const int row = table_->rowCount();
    table_->insertRow(row);
    table_->setItem(row, VariableName, new QTableWidgetItem(variable.name));
    table_->setItem(row, Value, new QTableWidgetItem(variable.value));
    auto* secret = new QTableWidgetItem;
    secret->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    secret->setCheckState(variable.secret ? Qt::Checked : Qt::Unchecked);
    secret->setData(Qt::AccessibleTextRole, tr("Secret"));
    table_->setItem(row, Secret, secret);
}

void EnvironmentDialog::removeRow()
{
    if (const int row = table_->currentRow(); row >= 0) {
        table_->removeRow(row);
        check();
    }
}

QString EnvironmentDialog::textAt(int row, int column) const
{
    return table_->item(row, column)->text();
}

bool EnvironmentDialog::isSecret(int row) const
{
    return table_->item(row, Secret)->checkState() == Qt::Checked;
}

collection::Environment EnvironmentDialog::environment() const
{
    collection::Environment environment{name_->text().trimmed(), {}};
    for (int row = 0; row < table_->rowCount(); ++row) {
        const bool secret = isSecret(row);
        environment.variables.push_back(
            {textAt(row, VariableName).trimmed(), secret ? QString() : textAt(row, Value), secret});
    }
    return environment;
}

collection::SecretValues EnvironmentDialog::secrets() const
{
    collection::SecretValues values;
    for (int row = 0; row < table_->rowCount(); ++row) {
        if (isSecret(row) && !textAt(row, Value).isEmpty()) {
            values[textAt(row, VariableName).trimmed()] = textAt(row, Value);
        }
    }
    return values;
}

EnvironmentDialog::Mistake EnvironmentDialog::mistake() const
{
    const QString name = name_->text().trimmed();
    if (name.isEmpty()) {
        return {tr("The environment needs a name."), -1};
    }
    if (!name_->isReadOnly() && taken_.contains(name, Qt::CaseInsensitive)) {
        return {tr("Another environment has this name."), -1};
    }
    if (name.contains(QLatin1Char('/')) || name.startsWith(QLatin1Char('.'))) {
        return {tr("The name has a / in it, or begins with a dot."), -1};
    }
    QSet<QString> names;
    for (int row = 0; row < table_->rowCount(); ++row) {
        const QString variable = textAt(row, VariableName).trimmed();
        if (!collection::isVariableName(variable)) {
            return {variable.isEmpty()
                        ? tr("Variable %1 needs a name.").arg(row + 1)
                        : tr("“%1” is no name: letters, digits and - _ . after a letter.")
                              .arg(variable),
                    row};
        }
        if (names.contains(variable)) {
            return {tr("Two variables are called “%1”.").arg(variable), row};
        }
        names.insert(variable);
    }
    return {};
}

/// Marks the row of a mistake, and says what it is.
void EnvironmentDialog::check()
{
    const Mistake found = mistake();
    const QSignalBlocker blocker(table_);
    for (int row = 0; row < table_->rowCount(); ++row) {
        const bool bad = !found.text.isEmpty() && row == found.row;
        table_->item(row, VariableName)
            ->setIcon(bad ? style::icon(QStringLiteral("error"), style::Ink::Bad) : QIcon());
        table_->item(row, VariableName)->setToolTip(bad ? found.text : QString());
        table_->item(row, Value)
            ->setData(Qt::AccessibleTextRole, isSecret(row) ? tr("hidden") : QVariant());
    }
    table_->viewport()->update(); // a value may be secret now
    remove_->setEnabled(table_->currentRow() >= 0);
    note_->setText(found.text);
    accept_->setEnabled(found.text.isEmpty());
}

} // namespace framescope::ui
