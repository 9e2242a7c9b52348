// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenario/mistake_list.h"

#include "ui/style/icons.h"

#include <QResizeEvent>
#include <QScrollBar>

#include <algorithm>

namespace framescope::ui {

namespace {

constexpr int MostLines = 8;  // without scrolling
constexpr int IconSpace = 32; // pixels beside the text
constexpr int Gap = 6;        // pixels between two mistakes

} // namespace

MistakeList::MistakeList(QWidget* parent) : QListWidget(parent)
{
    setObjectName(QStringLiteral("scenarioMistakes"));
    setAccessibleName(tr("Mistakes in the text"));
    setWordWrap(true);
    setTextElideMode(Qt::ElideNone);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setIconSize({16, 16});
    setCursor(Qt::PointingHandCursor);
    const auto choose = [this](QListWidgetItem* item) { emit chosen(row(item)); };
    connect(this, &QListWidget::itemClicked, this, choose);
    connect(this, &QListWidget::itemActivated, this, choose);
    hide();
}

void MistakeList::setMistakes(const QStringList& mistakes)
{
    clear();
    for (const QString& mistake : mistakes) {
        addItem(
            new QListWidgetItem(style::icon(QStringLiteral("error"), style::Ink::Bad), mistake));
    }
    setVisible(!mistakes.isEmpty());
    fit();
}

void MistakeList::resizeEvent(QResizeEvent* event)
{
    QListWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width()) {
        fit();
    }
}

void MistakeList::fit()
{
    const int scroll = verticalScrollBar()->sizeHint().width();
    const int room = std::max(width() - scroll - IconSpace, 1);
    int height = 2 * frameWidth();
    for (int i = 0; i < count(); ++i) {
        const QRect text =
            fontMetrics().boundingRect(QRect(0, 0, room, 0), Qt::TextWordWrap, item(i)->text());
        item(i)->setSizeHint({room, text.height() + Gap});
        height += text.height() + Gap;
    }
    setFixedHeight(std::min(height, MostLines * fontMetrics().lineSpacing()));
}

} // namespace framescope::ui
