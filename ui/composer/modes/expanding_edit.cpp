// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/modes/expanding_edit.h"

#include "base/text/qt_string.h"
#include "ui/composer/edit/template_edit.h"
#include "ui/composer/edit/template_ranges.h"
#include "ui/style/building_blocks.h"
#include "ui/style/fonts.h"
#include "ui/style/restyle.h"
#include "ui/widgets/error_text.h"

#include <QPlainTextEdit>

namespace framescope::ui {

namespace {

/// The position in "character 5"; nullopt if it names none.
std::optional<qsizetype> positionIn(const std::string& where)
{
    constexpr std::string_view unit = "character ";
    if (where.rfind(unit, 0) != 0) {
        return std::nullopt;
    }
    bool isNumber = false;
    const int number = latinText(where).mid(unit.size()).toInt(&isNumber);
    return isNumber && number > 0 ? std::optional<qsizetype>(number - 1) : std::nullopt;
}

} // namespace

ExpandingEdit::ExpandingEdit(QWidget* parent)
    : QWidget(parent), edit_(new TemplateEdit), view_(new QPlainTextEdit)
{
    edit_->setObjectName(QStringLiteral("composerEditor"));
    style::usePayloadFont(*edit_);
    edit_->setTabChangesFocus(true);
    edit_->setMinimumHeight(edit_->fontMetrics().lineSpacing() + 12);
    view_->setObjectName(QStringLiteral("composerExpansion"));
    view_->setReadOnly(true);
    view_->setTabChangesFocus(true);
    view_->setMinimumHeight(edit_->minimumHeight());
    style::usePayloadFont(*view_);
    view_->hide();
    auto* row = style::row(this, {}, 6);
    row->addWidget(edit_, 3);
    row->addWidget(view_, 2);
    setFocusProxy(edit_);
}

bool ExpandingEdit::hasTemplates() const
{
    return edit_->message().contains(QLatin1String("{{"));
}

std::optional<QString> ExpandingEdit::expand(message::TemplateScope scope)
{
    auto expanded = message::expanded(edit_->message(), scope);
    if (!expanded) {
        edit_->setMistake(positionIn(expanded.error().where));
        show(errorText(expanded.error()), true);
        return std::nullopt;
    }
    edit_->setMistake(std::nullopt);
    return *std::move(expanded);
}

void ExpandingEdit::show(const QString& text, bool isMistake)
{
    view_->setAccessibleName(isMistake ? tr("Why it can't be sent") : tr("What is sent"));
    view_->setToolTip(view_->accessibleName());
    style::restyle(*view_, "mistake", isMistake);
    if (text != view_->toPlainText()) {
        view_->setPlainText(text);
    }
    view_->setVisible(!text.isEmpty());
}

} // namespace framescope::ui
