// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/edit/template_edit.h"

#include "message/templates.h"
#include "ui/composer/edit/draft_highlighter.h"
#include "ui/style/colours.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTextBlock>

#include <algorithm>

namespace framescope::ui {

namespace {

constexpr int FormRole = Qt::UserRole; ///< a template as it is written

} // namespace

TemplateEdit::TemplateEdit(QWidget* parent)
    : MessageEdit(parent), highlighter_(new DraftHighlighter(document())),
      forms_(new QStandardItemModel(this)), completer_(new QCompleter(forms_, this))
{
    completer_->setWidget(this);
    completer_->setCompletionRole(FormRole);
    completer_->setCaseSensitivity(Qt::CaseInsensitive);
    connect(completer_, qOverload<const QModelIndex&>(&QCompleter::activated), this,
            [this](const QModelIndex& chosen) { complete(chosen.data(FormRole).toString()); });
    setVariables({});
}

void TemplateEdit::setVariables(const QStringList& names)
{
    forms_->clear();
    const auto add = [this](const QString& form, const QString& help) {
        auto* item = new QStandardItem(form + QStringLiteral("   ") + help);
        item->setData(form, FormRole);
        forms_->appendRow(item);
    };
    for (const message::TemplateHelp& row : message::templateTable()) {
        add(QString::fromUtf8(row.form), QString::fromUtf8(row.help));
    }
    for (const QString& name : names) {
        add(QStringLiteral("{{%1}}").arg(name), tr("a variable of the environment"));
    }
}

void TemplateEdit::setMistake(std::optional<qsizetype> at)
{
    if (at != mistake_) {
        mistake_ = at;
        markMistake();
    }
}

void TemplateEdit::markMistake()
{
    QList<QTextEdit::ExtraSelection> marks;
    if (const int last = document()->characterCount() - 1; mistake_ && last > 0) {
        const style::Colours& colours = style::colours();
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(document());
        mark.cursor.setPosition(std::min(static_cast<int>(*mistake_), last - 1));
        mark.cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(colours.bad);
        mark.format.setBackground(colours.badFill);
        marks.append(mark);
    }
    setExtraSelections(marks);
}

void TemplateEdit::rewrite(const QString& text, qsizetype cursor)
{
    QTextCursor all(document());
    all.beginEditBlock();
    all.select(QTextCursor::Document);
    all.insertText(text);
    all.endEditBlock();
    QTextCursor place(document());
    place.setPosition(std::clamp(static_cast<int>(cursor), 0, document()->characterCount() - 1));
    setTextCursor(place);
}

/// The template that is being written before the cursor, "{{ra"; empty if there is none.
QString TemplateEdit::begunTemplate() const
{
    const QTextCursor cursor = textCursor();
    const QString before = cursor.block().text().left(cursor.positionInBlock());
    const qsizetype at = before.lastIndexOf(QLatin1String("{{"));
    const bool escaped = at > 0 && before[at - 1] == QLatin1Char('\\');
    return at < 0 || escaped || before.indexOf(QLatin1String("}}"), at) >= 0 ? QString()
                                                                             : before.mid(at);
}

void TemplateEdit::offerCompletions()
{
    const QString begun = begunTemplate();
    if (begun.isEmpty()) {
        completer_->popup()->hide();
        return;
    }
    completer_->setCompletionPrefix(begun);
    if (completer_->completionCount() == 0) {
        completer_->popup()->hide();
        return;
    }
    QAbstractItemView* popup = completer_->popup();
    popup->setCurrentIndex(completer_->completionModel()->index(0, 0));
    QRect below = cursorRect();
    below.setWidth(popup->sizeHintForColumn(0) + popup->verticalScrollBar()->sizeHint().width() +
                   2 * popup->frameWidth());
    completer_->complete(below);
}

void TemplateEdit::complete(const QString& form)
{
    QTextCursor cursor = textCursor();
    const int begun = static_cast<int>(begunTemplate().size());
    cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor, begun);
    cursor.insertText(form);
    setTextCursor(cursor);
}

void TemplateEdit::keyPressEvent(QKeyEvent* event)
{
    if (completer_->popup()->isVisible()) {
        switch (event->key()) {
        case Qt::Key_Enter:
        case Qt::Key_Return:
        case Qt::Key_Escape:
        case Qt::Key_Tab:
        case Qt::Key_Backtab:
            event->ignore(); // they are the popup's
            return;
        default:
            break;
        }
    }
    MessageEdit::keyPressEvent(event);
    const bool writes =
        !event->text().isEmpty() && !event->modifiers().testFlag(Qt::ControlModifier);
    if (writes || completer_->popup()->isVisible()) {
        offerCompletions();
    }
}

void TemplateEdit::changeEvent(QEvent* event)
{
    MessageEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        highlighter_->rehighlight();
        markMistake();
    }
}

} // namespace framescope::ui
