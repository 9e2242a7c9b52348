// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenario/scenario_variables.h"

#include "base/text/qt_string.h"
#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>

namespace framescope::ui {

namespace {

/// The names in the order of the file, each with the value it has there.
std::vector<std::pair<QString, QString>> variablesOf(const scenario::Scenario& scenario)
{
    std::vector<std::pair<QString, QString>> all;
    const auto add = [&all](const std::string& name, const QString& value) {
        const QString text = toQString(name);
        if (std::ranges::none_of(all, [&](const auto& known) { return known.first == text; })) {
            all.emplace_back(text, value);
        }
    };
    for (const scenario::Text& wanted : scenario.wanted) {
        add(wanted.text, {});
    }
    for (const auto& [name, text] : scenario.variables) {
        add(name, toQString(text.text));
    }
    for (const auto& column : scenario.matrix.columns) {
        for (const std::string& name : column.names) {
            add(name, ScenarioVariables::tr("%1 values").arg(column.rows.size()));
        }
    }
    return all;
}

} // namespace

ScenarioVariables::ScenarioVariables(const scenario::Scenario& scenario, const Values& usual,
                                     const Values& given, const QString& missing, QWidget* parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("scenarioVariables"));
    setWindowTitle(tr("Variables of the scenario"));
    setMinimumWidth(420);
    auto* fields = new QWidget;
    auto* form = new QFormLayout(fields);
    for (const auto& [name, value] : variablesOf(scenario)) {
        auto* edit = new QLineEdit;
        const auto environment = usual.find(name);
        edit->setPlaceholderText(environment == usual.end() ? value : environment->second);
        edit->setAccessibleName(name);
        if (const auto known = given.find(name); known != given.end()) {
            edit->setText(known->second);
        }
        form->addRow(style::plainLabel(name), edit);
        fields_.push_back({name, edit});
        if (name == missing) {
            edit->setFocus();
        }
    }
    auto* scrolled = new QScrollArea;
    scrolled->setWidgetResizable(true);
    scrolled->setFrameShape(QFrame::NoFrame);
    scrolled->setWidget(fields);
    auto* buttons = style::dialogButtons(this);
    buttons->addButton(missing.isEmpty() ? tr("&Use them") : tr("&Run"),
                       QDialogButtonBox::AcceptRole);
    buttons->addButton(QDialogButtonBox::Cancel);
    auto* column = style::column(this, {20, 18, 20, 14}, 12);
    column->addWidget(style::wrappedLabel(
        fields_.empty() ? tr("The scenario has no variables.")
        : missing.isEmpty()
            ? tr("What stays empty has the value of the environment or of the file.")
            : tr("“%1” has no value. Give it one here, in the environment, or below variables: in "
                 "the file.")
                  .arg(missing)));
    column->addWidget(scrolled, 1);
    column->addWidget(buttons);
}

ScenarioVariables::Values ScenarioVariables::values() const
{
    Values values;
    for (const Field& field : fields_) {
        if (!field.edit->text().isEmpty()) {
            values[field.name] = field.edit->text();
        }
    }
    return values;
}

} // namespace framescope::ui
