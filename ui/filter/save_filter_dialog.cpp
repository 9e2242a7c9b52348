// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/save_filter_dialog.h"

#include "ui/style/building_blocks.h"
#include "ui/style/fonts.h"
#include "ui/style/plain_text.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace framescope::ui {

SaveFilterDialog::SaveFilterDialog(const QString& expression, QList<NamedFilter> known,
                                   QWidget* parent)
    : QDialog(parent), expression_(expression), known_(std::move(known)), name_(new QLineEdit),
      note_(style::plainLabel({}, "muted"))
{
    setWindowTitle(tr("Save the filter"));
    auto* filter = style::wrappedLabel(expression_);
    style::usePayloadFont(*filter);
    filter->setTextInteractionFlags(Qt::TextSelectableByMouse);
    name_->setObjectName(QStringLiteral("filterName"));
    name_->setAccessibleName(tr("Name of the filter"));
    name_->setMinimumWidth(320);
    auto* buttons = style::dialogButtons(this, QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    save_ = buttons->button(QDialogButtonBox::Save);
    connect(name_, &QLineEdit::textChanged, this, &SaveFilterDialog::check);
    auto* form = new QFormLayout(this);
    form->setContentsMargins(16, 16, 16, 12);
    form->setVerticalSpacing(10);
    form->addRow(tr("Filter:"), filter);
    form->addRow(tr("&Name:"), name_);
    form->addRow(QString(), note_);
    form->addRow(buttons);
    const auto same = std::ranges::find(known_, expression_, &NamedFilter::expression);
    if (same != known_.end()) {
        name_->setText(same->name);
        name_->selectAll();
    }
    check();
}

QString SaveFilterDialog::name() const
{
    return name_->text().simplified();
}

void SaveFilterDialog::check()
{
    const bool replaces = std::any_of(known_.begin(), known_.end(), [this](const auto& named) {
        return named.name.compare(name(), Qt::CaseInsensitive) == 0;
    });
    note_->setText(replaces ? tr("Replaces the filter of this name.") : QString());
    save_->setEnabled(!name().isEmpty());
}

} // namespace framescope::ui
