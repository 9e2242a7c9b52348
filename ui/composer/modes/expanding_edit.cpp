// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/modes/expanding_edit.h"

#include "base/text/qt_string.h"
#include "ui/composer/edit/template_edit.h"
#include "ui/composer/edit/template_ranges.h"
#include "ui/style/building_blocks.h"
#include "ui/style/fonts.h"

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
    view_->setAccessibleName(tr("What is sent"));
    view_->setToolTip(tr("What is sent"));
    view_->setReadOnly(true);
    view_->setTabChangesFocus(true);
    view_->setMinimumHeight(edit_->minimumHeight());
    style::usePayloadFont(*view_);
    view_->setProperty("preview", true);
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
    edit_->setMistake(expanded ? std::nullopt : positionIn(expanded.error().where));
    return expanded ? std::optional(*std::move(expanded)) : std::nullopt;
}

void ExpandingEdit::show(const QString& text)
{
    if (text != view_->toPlainText()) {
        view_->setPlainText(text);
    }
    view_->setVisible(!text.isEmpty());
}

QString ExpandingEdit::shown() const
{
    return view_->isHidden() ? QString() : view_->toPlainText();
}

} // namespace framescope::ui
