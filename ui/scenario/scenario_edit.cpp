// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenario/scenario_edit.h"

#include "ui/scenario/scenario_highlighter.h"
#include "ui/style/colours.h"
#include "ui/style/fonts.h"
#include "ui/style/plain_text.h"

#include <QHelpEvent>
#include <QPainter>
#include <QTextBlock>

#include <algorithm>
#include <utility>

namespace framescope::ui {

namespace {

constexpr int Step = 2; // spaces of an indent
constexpr int SignSize = 14;
constexpr int PopupMargin = 6;

/// How many spaces the line begins with.
int indentOf(const QString& line)
{
    const auto* first = std::ranges::find_if(line, [](QChar c) { return c != QLatin1Char(' '); });
    return static_cast<int>(first - line.begin());
}

} // namespace

/// The strip with numbers and signs.
class ScenarioEdit::Gutter : public QWidget
{
public:
    explicit Gutter(ScenarioEdit& edit) : QWidget(&edit), edit_(edit)
    {
        setCursor(Qt::ArrowCursor);
    }

    int neededWidth() const
    {
        const QString most = QString::number(std::max(edit_.blockCount(), 99));
        return edit_.fontMetrics().horizontalAdvance(most) + SignSize + 3 * PopupMargin;
    }

protected:
    void paintEvent(QPaintEvent* event) override { edit_.paintGutter(event->rect()); }

    void mousePressEvent(QMouseEvent* event) override
    {
        if (const int line = edit_.lineAt(event->position().toPoint().y()); line > 0) {
            emit edit_.lineClicked(line);
        }
    }

    bool event(QEvent* event) override
    {
        if (event->type() == QEvent::ToolTip) {
            const auto* help = static_cast<QHelpEvent*>(event);
            const auto sign = edit_.signs_.find(edit_.lineAt(help->pos().y()));
            style::showToolTip(help->globalPos(),
                               sign == edit_.signs_.end() ? QString() : sign->second.toolTip, this);
            return true;
        }
        return QWidget::event(event);
    }

private:
    ScenarioEdit& edit_;
};

ScenarioEdit::ScenarioEdit(QWidget* parent)
    : MessageEdit(parent), highlighter_(new ScenarioHighlighter(document())),
      gutter_(new Gutter(*this))
{
    style::usePayloadFont(*this);
    setLineWrapMode(NoWrap);
    setAccessibleDescription(
        tr("Tab changes the indent. Escape, then Tab goes on to the verdicts."));
    connect(this, &QPlainTextEdit::blockCountChanged, this, &ScenarioEdit::placeGutter);
    connect(this, &QPlainTextEdit::updateRequest, gutter_, [this] { gutter_->update(); });
    placeGutter();
}

void ScenarioEdit::setSigns(std::map<int, Sign> signs)
{
    signs_ = std::move(signs);
    gutter_->update();
}

void ScenarioEdit::setMistakes(std::vector<Place> places)
{
    mistakes_ = std::move(places);
    markLines();
}

void ScenarioEdit::setCurrentStep(int line)
{
    const QTextBlock block = document()->findBlockByNumber(line - 1);
    step_ = block.isValid() ? QTextCursor(block) : QTextCursor();
    markLines();
}

int ScenarioEdit::currentStep() const
{
    return step_.isNull() ? 0 : step_.blockNumber() + 1;
}

void ScenarioEdit::markLines()
{
    const style::Colours& colours = style::colours();
    QList<QTextEdit::ExtraSelection> marks;
    if (!step_.isNull()) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = step_;
        mark.format.setBackground(colours.selectionInactive);
        mark.format.setProperty(QTextFormat::FullWidthSelection, true);
        marks.append(mark);
    }
    for (const Place& mistake : mistakes_) {
        if (const auto mark = markOf(mistake)) {
            marks.append(*mark);
        }
    }
    setExtraSelections(marks);
}

std::optional<QTextEdit::ExtraSelection> ScenarioEdit::markOf(const Place& mistake) const
{
    const QTextBlock block = document()->findBlockByNumber(mistake.line - 1);
    if (!block.isValid()) {
        return {};
    }
    QTextEdit::ExtraSelection mark;
    mark.cursor = QTextCursor(block);
    const int last = std::max(block.length() - 1, 0);
    const int at = std::clamp(mistake.column - 1, 0, std::max(last - 1, 0));
    mark.cursor.setPosition(block.position() + at);
    mark.cursor.movePosition(QTextCursor::EndOfWord, QTextCursor::KeepAnchor);
    if (!mark.cursor.hasSelection() && last > at) {
        mark.cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
    }
    mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    mark.format.setUnderlineColor(style::colours().bad);
    mark.format.setBackground(style::colours().badFill);
    return mark;
}

QString ScenarioEdit::mistakeAt(const QPoint& place) const
{
    const int at = cursorForPosition(place).position();
    for (const Place& mistake : mistakes_) {
        const auto mark = markOf(mistake);
        if (mark && mark->cursor.selectionStart() <= at && at <= mark->cursor.selectionEnd()) {
            return mistake.mistake;
        }
    }
    return {};
}

bool ScenarioEdit::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        style::showToolTip(help->globalPos(), mistakeAt(help->pos()), viewport());
        return true;
    }
    return MessageEdit::viewportEvent(event);
}

void ScenarioEdit::goTo(int line, int column)
{
    const QTextBlock block = document()->findBlockByNumber(line - 1);
    if (!block.isValid()) {
        return;
    }
    QTextCursor cursor(block);
    cursor.setPosition(block.position() + std::clamp(column - 1, 0, block.length() - 1));
    setTextCursor(cursor);
    ensureCursorVisible();
}

int ScenarioEdit::cursorLine() const
{
    return textCursor().blockNumber() + 1;
}

void ScenarioEdit::rewrite(const QString& text)
{
    QTextCursor all(document());
    all.beginEditBlock();
    all.select(QTextCursor::Document);
    all.insertText(text);
    all.endEditBlock();
    moveCursor(QTextCursor::Start);
}

void ScenarioEdit::keyPressEvent(QKeyEvent* event)
{
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
    const bool isTab = event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab;
    const bool isShift = event->key() == Qt::Key_Shift; // of Shift+Tab
    if (std::exchange(leaves_, event->key() == Qt::Key_Escape || (leaves_ && isShift)) && isTab) {
        QWidget::focusNextPrevChild(event->key() == Qt::Key_Tab);
    } else if (plain && event->key() == Qt::Key_Home &&
               goHome(event->modifiers() & Qt::ShiftModifier)) {
        return;
    } else if (isReadOnly() || !plain) {
        MessageEdit::keyPressEvent(event);
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        breakLine();
    } else if (isTab) {
        indent(event->key() == Qt::Key_Tab);
    } else {
        if (event->key() != Qt::Key_Backspace || !takeIndent()) {
            MessageEdit::keyPressEvent(event);
        }
        if (event->key() == Qt::Key_Backspace ||
            (!event->text().isEmpty() && event->text().front().isPrint())) {
            emit typed();
        }
    }
}

/// Goes to the first character of the line that is no space; false if the cursor is there.
bool ScenarioEdit::goHome(bool select)
{
    QTextCursor cursor = textCursor();
    const int first = indentOf(cursor.block().text());
    if (cursor.positionInBlock() == first) {
        return false;
    }
    cursor.setPosition(cursor.block().position() + first,
                       select ? QTextCursor::KeepAnchor : QTextCursor::MoveAnchor);
    setTextCursor(cursor);
    return true;
}

/// Removes one indent before the cursor; false if there is something else.
bool ScenarioEdit::takeIndent()
{
    QTextCursor cursor = textCursor();
    const int at = cursor.positionInBlock();
    if (cursor.hasSelection() || at == 0 || indentOf(cursor.block().text()) < at) {
        return false;
    }
    const int odd = at % Step;
    cursor.setPosition(cursor.position() - (odd > 0 ? odd : Step), QTextCursor::KeepAnchor);
    cursor.removeSelectedText();
    return true;
}

/// Keeps the indent of the line; behind a key without a value it is one more.
void ScenarioEdit::breakLine()
{
    QTextCursor cursor = textCursor();
    const QString before = cursor.block().text().left(cursor.positionInBlock());
    const int spaces = indentOf(before);
    const bool opens = before.trimmed().endsWith(QLatin1Char(':'));
    const bool isItem = before.mid(spaces, 2) == QLatin1String("- ");
    const int more = opens ? (isItem ? 2 * Step : Step) : 0;
    cursor.insertText(QLatin1Char('\n') + QString(spaces + more, QLatin1Char(' ')));
    setTextCursor(cursor);
    ensureCursorVisible();
}

void ScenarioEdit::indent(bool more)
{
    QTextCursor cursor = textCursor();
    if (more && !cursor.hasSelection()) {
        const int odd = cursor.positionInBlock() % Step;
        cursor.insertText(QString(Step - odd, QLatin1Char(' ')));
        return;
    }
    const int end = cursor.selectionEnd();
    QTextBlock block = document()->findBlock(cursor.selectionStart());
    const QTextBlock last = document()->findBlock(std::max(cursor.selectionStart(), end - 1));
    cursor.beginEditBlock();
    for (bool goesOn = true; goesOn && block.isValid(); block = block.next()) {
        goesOn = block != last;
        QTextCursor line(block);
        if (more) {
            line.insertText(QString(Step, QLatin1Char(' ')));
        } else {
            for (int i = 0; i < Step && block.text().startsWith(QLatin1Char(' ')); ++i) {
                line.deleteChar();
            }
        }
    }
    cursor.endEditBlock();
}

void ScenarioEdit::resizeEvent(QResizeEvent* event)
{
    MessageEdit::resizeEvent(event);
    placeGutter();
}

void ScenarioEdit::changeEvent(QEvent* event)
{
    MessageEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        highlighter_->rehighlight();
        markLines();
    } else if (event->type() == QEvent::FontChange) {
        placeGutter();
    }
}

void ScenarioEdit::placeGutter()
{
    const int width = gutter_->neededWidth();
    setViewportMargins(width, 0, 0, 0);
    const QRect inside = contentsRect();
    gutter_->setGeometry(inside.left(), inside.top(), width, inside.height());
}

int ScenarioEdit::lineAt(int y) const
{
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
        if (y < place.bottom()) {
            return block.blockNumber() + 1;
        }
    }
    return 0;
}

void ScenarioEdit::paintGutter(const QRect& changed)
{
    const style::Colours& colours = style::colours();
    QPainter painter(gutter_);
    painter.fillRect(changed, colours.alternate);
    painter.setFont(font());
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
        if (place.top() > changed.bottom()) {
            break;
        }
        const int line = block.blockNumber() + 1;
        const QRect row(0, qRound(place.top()), gutter_->width() - PopupMargin,
                        qRound(place.height()));
        painter.setPen(line == cursorLine() ? colours.text : colours.muted);
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, QString::number(line));
        if (const auto sign = signs_.find(line); sign != signs_.end()) {
            const QRect at(PopupMargin, row.center().y() - SignSize / 2, SignSize, SignSize);
            style::icon(sign->second.icon, sign->second.ink).paint(&painter, at);
        }
    }
}

} // namespace framescope::ui
