// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/completion_popup.h"

#include "base/text/qt_string.h"
#include "ui/style/building_blocks.h"
#include "ui/style/colours.h"
#include "ui/style/icon_label.h"
#include "ui/style/icons.h"
#include "ui/style/plain_text.h"

#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace framescope::ui {

namespace {

constexpr int MostRows = 9;
constexpr int Gap = 24;   // pixels between a choice and its meaning
constexpr int Margin = 8; // left and right of a row
constexpr int WidestMessage = 460;
constexpr int WidestMeaning = 360;
constexpr int MeaningRole = Qt::UserRole;

/// Paints a choice, and its meaning in a muted colour in a second column.
class ChoiceDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setMeaningsAt(int x) { meaningsAt_ = x; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        const style::Colours& colours = style::colours();
        if (option.state & QStyle::State_Selected) {
            painter->fillRect(option.rect, colours.selection);
        } else if (option.state & QStyle::State_MouseOver) {
            painter->fillRect(option.rect, colours.hover);
        }
        const QRect row = option.rect.adjusted(Margin, 0, -Margin, 0);
        painter->setFont(option.font);
        const auto draw = [&](const QRect& at, const QColor& color, const QString& text) {
            painter->setPen(color);
            painter->drawText(at, Qt::AlignLeft | Qt::AlignVCenter,
                              option.fontMetrics.elidedText(text, Qt::ElideRight, at.width()));
        };
        draw(row, colours.text, index.data().toString());
        draw(row.adjusted(meaningsAt_, 0, 0, 0), colours.muted, index.data(MeaningRole).toString());
    }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        return {100, option.fontMetrics.height() + 8};
    }

private:
    int meaningsAt_ = 0;
};

int widestOf(const QFontMetrics& metrics, const std::vector<filter::Completion>& choices,
             std::string filter::Completion::*part)
{
    int widest = 0;
    for (const filter::Completion& choice : choices) {
        widest = std::max(widest, metrics.horizontalAdvance(toQString(choice.*part)));
    }
    return widest;
}

} // namespace

CompletionPopup::CompletionPopup(QWidget* parent)
    : QFrame(parent), list_(new QListWidget), footer_(new QWidget), sentence_(style::wrappedLabel())
{
    setObjectName(QStringLiteral("completionPopup"));
    setProperty("role", QStringLiteral("popup"));
    setFocusPolicy(Qt::NoFocus);
    list_->setObjectName(QStringLiteral("completions"));
    list_->setAccessibleName(tr("Completions"));
    list_->setFocusPolicy(Qt::NoFocus);
    list_->setMouseTracking(true);
    list_->setUniformItemSizes(true);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setItemDelegate(new ChoiceDelegate(list_));
    connect(list_, &QListWidget::itemClicked, this,
            [this](const QListWidgetItem* item) { emit accepted(list_->row(item)); });

    auto* icon = new style::IconLabel(16);
    icon->setIcon(QStringLiteral("error"), style::Ink::Bad);
    sentence_->setObjectName(QStringLiteral("filterMistake"));
    auto* row = style::row(footer_, {Margin, 6, Margin, 6}, 8);
    row->addWidget(icon, 0, Qt::AlignTop);
    row->addWidget(sentence_, 1);
    auto* column = style::column(this, {1, 1, 1, 1});
    column->addWidget(list_);
    column->addWidget(footer_);
    hide();
}

void CompletionPopup::show(const std::vector<filter::Completion>& choices, const QString& sentence,
                           const QPoint& below)
{
    if (choices.empty() && sentence.isEmpty()) {
        hide();
        return;
    }
    list_->clear();
    for (const filter::Completion& choice : choices) {
        auto* item = new QListWidgetItem(toQString(choice.text), list_);
        item->setData(MeaningRole, toQString(choice.meaning));
    }
    list_->setCurrentRow(-1);
    list_->setVisible(!choices.empty());
    sentence_->setText(sentence);
    footer_->setVisible(!sentence.isEmpty());

    const QFontMetrics metrics = list_->fontMetrics();
    const int texts = widestOf(metrics, choices, &filter::Completion::text);
    const int meanings =
        std::min(widestOf(metrics, choices, &filter::Completion::meaning), WidestMeaning);
    static_cast<ChoiceDelegate*>(list_->itemDelegate())->setMeaningsAt(texts + Gap);
    const int choicesWidth =
        choices.empty() ? 0 : texts + (meanings > 0 ? Gap + meanings : 0) + 2 * Margin + 16;
    const int footerWidth =
        sentence.isEmpty()
            ? 0
            : std::min(sentence_->fontMetrics().size(0, sentence).width() + 4, WidestMessage) +
                  2 * Margin + 24;
    const int width =
        std::min(std::max({choicesWidth, footerWidth, 160}) + 2, parentWidget()->width() - 16);
    const int rows = std::min(static_cast<int>(choices.size()), MostRows);
    list_->setFixedHeight(rows * (metrics.height() + 8));
    const int footerHeight = sentence.isEmpty() ? 0 : footer_->heightForWidth(width - 2);
    resize(width, list_->isVisibleTo(this) ? list_->height() + footerHeight + 2 : footerHeight + 2);
    const QRect space = parentWidget()->rect().adjusted(8, 8, -8, -8);
    move(std::clamp(below.x(), space.left(), std::max(space.left(), space.right() - this->width())),
         std::min(below.y(), std::max(space.top(), space.bottom() - height())));
    raise();
    QFrame::show();
}

bool CompletionPopup::hasChoices() const
{
    return isVisible() && list_->count() > 0;
}

QString CompletionPopup::sentence() const
{
    return isVisible() ? sentence_->text() : QString();
}

int CompletionPopup::chosen() const
{
    return list_->currentRow();
}

void CompletionPopup::choose(int step)
{
    const int places = list_->count() + 1; // the last place is "none"
    const int now = list_->currentRow() < 0 ? places - 1 : list_->currentRow();
    const int next = (now + step + places) % places;
    list_->setCurrentRow(next == places - 1 ? -1 : next);
}

} // namespace framescope::ui
