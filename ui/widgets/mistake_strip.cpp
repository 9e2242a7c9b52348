// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/mistake_strip.h"

#include "ui/style/building_blocks.h"
#include "ui/style/icons.h"
#include "ui/style/plain_text.h"
#include "ui/widgets/elided_label.h"

#include <QLabel>

namespace framescope::ui {

MistakeStrip::MistakeStrip(QWidget* parent)
    : QWidget(parent), sentence_(new ElidedLabel("standingMistake"))
{
    setObjectName(QStringLiteral("mistakeStrip"));
    setProperty("role", QStringLiteral("statusline"));
    setAttribute(Qt::WA_StyledBackground);
    auto* icon = style::plainLabel();
    icon->setPixmap(style::icon(QStringLiteral("error"), style::Ink::Bad).pixmap(16, 16));
    auto* row = style::row(this, {12, 5, 12, 5}, 8);
    row->addWidget(icon);
    row->addWidget(sentence_, 1);
    hide();
}

void MistakeStrip::setMistake(const QString& sentence)
{
    if (!sentence.isEmpty()) {
        const QStringList lines = sentence.split(QLatin1Char('\n'));
        sentence_->setLine(
            tr("The filter is not applied: %1").arg(lines.join(QStringLiteral("; "))));
    }
    setVisible(!sentence.isEmpty());
}

} // namespace framescope::ui
