// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/options/options_page.h"

#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"
#include "ui/style/restyle.h"
#include "ui/widgets/error_text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>

#include <algorithm>

namespace framescope::ui {

OptionsPage::OptionsPage(const char* objectName, const QString& title, const char* icon)
    : title_(title), icon_(QLatin1String(icon)), form_(new QFormLayout(this))
{
    setObjectName(QLatin1String(objectName));
    form_->setContentsMargins(14, 12, 14, 12);
    form_->setSpacing(8);
    form_->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form_->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form_->setLabelAlignment(Qt::AlignRight | Qt::AlignTop);
}

void OptionsPage::addField(const QString& label, QWidget* field,
                           std::initializer_list<const char*> names, QWidget* holder)
{
    auto* whole = new QWidget;
    auto* column = style::column(whole, {}, 3);
    auto* message = style::wrappedLabel({}, "bad");
    message->hide();
    column->addWidget(holder ? holder : field);
    column->addWidget(message);
    whole->setFocusProxy(field);
    label.isEmpty() ? form_->addRow(whole) : form_->addRow(label, whole);
    if (field->accessibleName().isEmpty() && !qobject_cast<QCheckBox*>(field)) {
        field->setAccessibleName(QString(label).remove(QLatin1Char('&')));
    }
    fields_.push_back({field, whole, message, {names.begin(), names.end()}});
}

void OptionsPage::showRow(QWidget* field, bool shown)
{
    const auto found = std::ranges::find(fields_, field, &Field::widget);
    found->row->setVisible(shown);
    if (QWidget* label = form_->labelForField(found->row)) {
        label->setVisible(shown);
    }
}

void OptionsPage::addTitle(const QString& text)
{
    auto* title = style::plainLabel(text, "title");
    title->setContentsMargins(0, form_->rowCount() > 0 ? 8 : 0, 0, 0);
    form_->addRow(title);
}

void OptionsPage::addExplanation(const QString& text)
{
    form_->addRow(style::wrappedLabel(text, "muted"));
}

void OptionsPage::followFields()
{
    for (auto* field : findChildren<QLineEdit*>()) {
        connect(field, &QLineEdit::textChanged, this, &OptionsPage::changed);
    }
    for (auto* field : findChildren<QCheckBox*>()) {
        connect(field, &QCheckBox::toggled, this, &OptionsPage::changed);
    }
    for (auto* field : findChildren<QComboBox*>()) {
        connect(field, &QComboBox::currentIndexChanged, this, &OptionsPage::changed);
    }
    for (auto* field : findChildren<QSpinBox*>()) {
        connect(field, &QSpinBox::valueChanged, this, &OptionsPage::changed);
    }
    for (auto* field : findChildren<QDoubleSpinBox*>()) {
        connect(field, &QDoubleSpinBox::valueChanged, this, &OptionsPage::changed);
    }
}

bool OptionsPage::showMistake(const Error& error)
{
    const Field* found = nullptr;
    std::size_t longest = 0;
    for (const Field& field : fields_) {
        for (const std::string_view name : field.names) {
            if (name.size() > longest && isAbout(error.where, name)) {
                longest = name.size();
                found = &field;
            }
        }
    }
    if (found) {
        markMistake(*found->widget, error);
    }
    return found;
}

void OptionsPage::markMistake(QWidget& widget, const Error& error)
{
    const auto found = std::ranges::find(fields_, &widget, &Field::widget);
    mistaken_ = &widget;
    style::restyle(widget, "invalid", true);
    found->message->setText(errorText(error));
    found->message->show();
}

void OptionsPage::clearMistake()
{
    mistaken_ = nullptr;
    for (const Field& field : fields_) {
        style::restyle(*field.widget, "invalid", false);
        field.message->hide();
    }
}

void OptionsPage::focusMistake()
{
    if (mistaken_) {
        mistaken_->setFocus(Qt::OtherFocusReason);
    }
}

bool isAbout(std::string_view where, std::string_view name)
{
    return where.starts_with(name) &&
           (where.size() == name.size() ||
            std::string_view(" ,:").find(where[name.size()]) != std::string_view::npos);
}

} // namespace framescope::ui
