// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_field.h"

#include "filter/language/highlight.h"
#include "ui/style/colours.h"
#include "ui/style/icons.h"
#include "ui/style/restyle.h"
#include "ui/widgets/expression_text.h"

#include <QAction>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QTextCharFormat>

#include <algorithm>
#include <array>

namespace framescope::ui {

namespace {

using filter::Part;

/// In the order of Part::Kind.
constexpr std::array OfKind{&style::Colours::key,    &style::Colours::muted,
                            &style::Colours::number, &style::Colours::text,
                            &style::Colours::string, &style::Colours::literal,
                            &style::Colours::muted,  &style::Colours::bad};

} // namespace

FilterField::FilterField(QWidget* parent)
    : QLineEdit(parent), icon_(addAction(QIcon(), QLineEdit::LeadingPosition))
{
    setObjectName(QStringLiteral("filter"));
    setPlaceholderText(tr("Filter: words, or type:text  size:>1k  json:$.type=tick"));
    setAccessibleName(tr("Filter"));
    setClearButtonEnabled(true);
    connect(this, &QLineEdit::textChanged, this, &FilterField::check);
    connect(this, &QLineEdit::textEdited, this, [this] { recalled_ = -1; });
    showState();
}

QString FilterField::mistakeText() const
{
    if (!mistake_) {
        return {};
    }
    QString text = QString::fromStdString(mistake_->what);
    if (!mistake_->hint.empty()) {
        text += QLatin1Char('\n') + QString::fromStdString(mistake_->hint);
    }
    return text;
}

void FilterField::setContract(filter::ContractPtr contract)
{
    contract_ = std::move(contract);
    check();
}

void FilterField::setHistory(const QStringList& expressions)
{
    history_ = expressions;
    recalled_ = -1;
}

int FilterField::xOf(int position) const
{
    const int from = std::min(position, cursorPosition());
    const QString between = text().mid(from, std::abs(cursorPosition() - position));
    const int width = fontMetrics().horizontalAdvance(between);
    const int x = cursorRect().center().x() + (position < cursorPosition() ? -width : width);
    return std::clamp(x, 0, this->width());
}

void FilterField::check()
{
    mistake_.reset();
    const QString expression = text();
    const auto parsed = filter::parse(expression.toStdString(), contract_);
    if (!parsed) {
        mistake_ = parsed.error();
    }
    state_ = mistake_ ? State::Bad : expression.trimmed().isEmpty() ? State::Empty : State::Good;
    colour();
    showState();
}

/// Sets the text formats with an input method event, the only way that QLineEdit has.
void FilterField::colour()
{
    const style::Colours& colours = style::colours(palette());
    const ExpressionText expression(text());
    QList<QInputMethodEvent::Attribute> attributes;
    const auto add = [&](std::size_t position, std::size_t length, const QTextCharFormat& format) {
        const int begin = expression.positionOf(position);
        const int end = expression.positionOf(position + length);
        attributes.append({QInputMethodEvent::TextFormat, begin - cursorPosition(), end - begin,
                           QVariant(format)});
    };
    for (const Part& part : filter::parts(expression.bytes())) {
        QTextCharFormat format;
        format.setForeground(colours.*OfKind.at(static_cast<std::size_t>(part.kind)));
        add(part.position, part.length, format);
    }
    if (mistake_) {
        QTextCharFormat wrong;
        wrong.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        wrong.setUnderlineColor(colours.bad);
        add(mistake_->position, mistake_->length, wrong);
    }
    QInputMethodEvent event({}, attributes);
    inputMethodEvent(&event);
}

void FilterField::showState()
{
    const bool bad = state_ == State::Bad;
    const QString sentence = mistakeText();
    icon_->setIcon(bad ? style::icon(QStringLiteral("error"), style::Ink::Bad)
                   : state_ == State::Good
                       ? style::icon(QStringLiteral("check"), style::Ink::Good)
                       : style::icon(QStringLiteral("filter"), style::Ink::Muted));
    icon_->setToolTip(bad                     ? sentence
                      : state_ == State::Good ? tr("This filter is valid")
                                              : QString());
    setAccessibleDescription(icon_->toolTip());
    setToolTip(sentence);
    style::restyle(*this, "invalid", bad);
}

bool FilterField::recall(int step)
{
    const qsizetype next = recalled_ + step;
    if (next < -1 || next >= history_.size()) {
        return false;
    }
    if (recalled_ < 0) {
        draft_ = text();
        if (step > 0 && history_.at(next) == draft_.trimmed() && next + 1 < history_.size()) {
            return recalled_ = 0, recall(step); // skip the entry that equals the text
        }
    }
    recalled_ = next;
    setText(next < 0 ? draft_ : history_.at(next));
    return true;
}

bool FilterField::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_F1 && key->modifiers() == Qt::NoModifier) {
            event->accept(); // help on the filter, before the window's shortcut F1
            return true;
        }
    }
    return QLineEdit::event(event);
}

void FilterField::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_F1:
        emit helpRequested();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        emit applied();
        return;
    case Qt::Key_Escape:
        if (text().isEmpty()) {
            emit left();
        } else {
            clear();
            recalled_ = -1;
        }
        return;
    case Qt::Key_Up:
        recall(1);
        return;
    case Qt::Key_Down:
        if (event->modifiers() & Qt::AltModifier) {
            emit menuRequested();
        } else if (recalled_ < 0 || !recall(-1)) {
            emit left();
        }
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void FilterField::focusOutEvent(QFocusEvent* event)
{
    QLineEdit::focusOutEvent(event);
    emit focusLost();
}

void FilterField::changeEvent(QEvent* event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        colour();
    }
}

} // namespace framescope::ui
