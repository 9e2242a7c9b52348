// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/shell/checks_list.h"

#include "present/words/format.h"
#include "ui/details/story/document_html.h"
#include "ui/style/building_blocks.h"
#include "ui/style/colours.h"
#include "ui/style/icons.h"
#include "ui/style/restyle.h"

#include <QEvent>
#include <QLabel>
#include <QScrollArea>
#include <QToolButton>

#include <algorithm>

namespace framescope::ui {

namespace {

using wire::Severity;

Severity worstOf(const wire::Violations& violations, const QStringList& contract)
{
    auto worst = contract.isEmpty() ? Severity::Info : Severity::Error;
    for (const auto& violation : violations) {
        worst = std::max(worst, wire::info(violation.rule).severity);
    }
    return worst;
}

/// Returns "2 errors, 1 warning".
QString countText(const wire::Violations& violations, const QStringList& contract)
{
    QStringList parts;
    const auto count = [&](Severity severity, const char* unit) {
        const auto number =
            std::ranges::count_if(violations,
                                  [severity](const auto& violation) {
                                      return wire::info(violation.rule).severity == severity;
                                  }) +
            (severity == Severity::Error ? contract.size() : 0);
        if (number > 0) {
            parts += present::formatCounted(static_cast<std::uint64_t>(number), unit);
        }
    };
    count(Severity::Error, "error");
    count(Severity::Warning, "warning");
    count(Severity::Info, "remark");
    return parts.join(QStringLiteral(", "));
}

/// "error: A frame from the server is masked (mask-unexpected, RFC 6455 5.1)", one a line.
QString plainLines(const wire::Violations& violations, const QStringList& contract)
{
    QStringList lines;
    for (const auto& violation : violations) {
        const auto& rule = wire::info(violation.rule);
        lines += QStringLiteral("%1: %2 (%3, %4)")
                     .arg(QString::fromUtf8(wire::severityName(rule.severity)),
                          QString::fromStdString(wire::violationText(violation)),
                          QString::fromUtf8(rule.id), QString::fromUtf8(rule.section));
    }
    for (const QString& broken : contract) {
        lines += QStringLiteral("error: %1 (contract)").arg(broken);
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

ChecksList::ChecksList(QWidget* parent)
    : QFrame(parent), area_(new QScrollArea), text_(new QLabel), button_(new QToolButton),
      space_(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX), spaceWhenOpened_(QWIDGETSIZE_MAX)
{
    setAutoFillBackground(true);
    text_->setObjectName(QStringLiteral("eventChecks"));
    text_->setTextFormat(Qt::RichText);
    text_->setWordWrap(true);
    text_->setContentsMargins(8, 4, 8, 4);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    text_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    text_->setAutoFillBackground(false);
    area_->setObjectName(QStringLiteral("eventChecksArea"));
    area_->setAccessibleName(tr("What the checks say"));
    area_->setFrameShape(QFrame::NoFrame);
    area_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area_->setWidgetResizable(true);
    area_->setWidget(text_);
    area_->viewport()->setAutoFillBackground(false);
    text_->setAutoFillBackground(false); // setWidget turned it on
    auto* layout = style::column(this, {}, style::UsualSpacing);
    layout->addWidget(area_);

    button_->setObjectName(QStringLiteral("showChecks"));
    button_->setProperty("role", "check");
    button_->setCheckable(true);
    button_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(button_, &QToolButton::toggled, this, &ChecksList::arrange);
    hide();
    button_->hide();
}

void ChecksList::setViolations(const wire::Violations& violations, const QStringList& contract)
{
    violations_ = violations;
    contract_ = contract;
    fill();
    arrange();
}

void ChecksList::setSpace(const QSize& space, int heightWhenOpened)
{
    space_ = space;
    spaceWhenOpened_ = heightWhenOpened;
    arrange();
}

void ChecksList::fill()
{
    if (violations_.empty() && contract_.isEmpty()) {
        text_->clear();
        return;
    }
    filling_ = true;
    const style::Colours& colours = style::colours(palette());
    const Severity worst = worstOf(violations_, contract_);
    QPalette ground = palette();
    ground.setColor(QPalette::Window, colours.fillOf(worst));
    setPalette(ground);
    text_->setText(violationsHtml(violations_, contract_, colours));
    button_->setText(countText(violations_, contract_));
    button_->setToolTip(plainLines(violations_, contract_));
    button_->setAccessibleName(tr("What the checks say: %1").arg(button_->text()));
    style::restyle(*button_, "kind", QString::fromUtf8(wire::severityName(worst)));
    filling_ = false;
}

/// Shows the whole list, a part of it that scrolls, or nothing.
void ChecksList::arrange()
{
    const bool some = !violations_.empty() || !contract_.isEmpty();
    const int whole = some ? text_->heightForWidth(space_.width()) : 0;
    const bool fits = whole <= space_.height();
    const bool opened = button_->isChecked();
    button_->setVisible(some && !fits);
    button_->setIcon(
        style::icon(opened ? QStringLiteral("fold-open") : QStringLiteral("fold-closed"),
                    some ? style::inkOf(worstOf(violations_, contract_)) : style::Ink::Text));
    setFixedHeight(fits ? whole : std::min(whole, spaceWhenOpened_));
    setVisible(some && (fits || opened));
}

void ChecksList::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::FontChange ||
        (event->type() == QEvent::PaletteChange && !filling_)) {
        fill();
        arrange();
    }
}

} // namespace framescope::ui
