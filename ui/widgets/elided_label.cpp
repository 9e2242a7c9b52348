// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/elided_label.h"

#include "present/words/visible_line.h"

#include <QPainter>
#include <QStyle>

namespace framescope::ui {

ElidedLabel::ElidedLabel(const char* objectName, const char* role)
{
    setObjectName(QLatin1String(objectName));
    setProperty("role", QLatin1String(role));
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void ElidedLabel::setLine(const QString& line)
{
    setText(present::visibleLine(line));
    setToolTip(line);
}

void ElidedLabel::setFolded(bool folded)
{
    if (folded == wordWrap()) {
        setWordWrap(!folded);
        QSizePolicy policy(QSizePolicy::Ignored,
                           folded ? QSizePolicy::Fixed : QSizePolicy::Preferred);
        policy.setHeightForWidth(!folded);
        setSizePolicy(policy);
        updateGeometry();
        update();
    }
}

QString ElidedLabel::shownText() const
{
    if (wordWrap()) {
        return text();
    }
    return fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width());
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {1, wordWrap() ? fontMetrics().height() : QLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent* event)
{
    if (wordWrap()) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    style()->drawItemText(&painter, contentsRect(), static_cast<int>(alignment()), palette(),
                          isEnabled(), shownText(), foregroundRole());
}

} // namespace framescope::ui
