// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/edit/message_edit.h"
#include "ui/style/icons.h"

#include <map>
#include <optional>
#include <vector>

namespace framescope::ui {

class ScenarioHighlighter;

/// Editor of a scenario file, with the numbers of its lines and a sign beside those that have a
/// verdict. Enter keeps the indent, Tab and Shift+Tab change it by two spaces, Backspace takes two
/// away; after Escape, Tab goes to the next widget. Home goes to where the line begins, then to its
/// indent.
class ScenarioEdit : public MessageEdit
{
    Q_OBJECT

public:
    /// A sign beside a line.
    struct Sign
    {
        QString icon;
        style::Ink ink = style::Ink::Text;
        QString toolTip;
    };

    explicit ScenarioEdit(QWidget* parent = nullptr);

    void setSigns(std::map<int, Sign> signs); ///< by line, from 1
    const std::map<int, Sign>& signs() const { return signs_; }
    /// A place, both from 1, and what is wrong there.
    struct Place
    {
        int line = 0;
        int column = 0;
        QString mistake = {};
    };
    /// Underlines from each place to the end of the word; the tool tip says what is wrong.
    void setMistakes(std::vector<Place> places);
    const std::vector<Place>& mistakes() const { return mistakes_; }
    /// Marks a line as the one that is spoken of; 0: none.
    void setCurrentStep(int line);
    int currentStep() const;
    /// Moves the cursor there and shows it.
    void goTo(int line, int column = 1);
    int cursorLine() const;
    /// Replaces all of the text by what undo brings back.
    void rewrite(const QString& text);

signals:
    /// Emitted when the number of a line is clicked.
    void lineClicked(int line);
    /// Emitted when a character was typed, or one that was typed removed.
    void typed();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    class Gutter;

    void paintGutter(const QRect& changed);
    int lineAt(int y) const;
    void placeGutter();
    void markLines();
    std::optional<QTextEdit::ExtraSelection> markOf(const Place& mistake) const;
    QString mistakeAt(const QPoint& place) const;
    void breakLine();
    bool goHome(bool select);
    bool takeIndent();
    void indent(bool more);

    ScenarioHighlighter* highlighter_;
    Gutter* gutter_;
    std::map<int, Sign> signs_;
    std::vector<Place> mistakes_;
    QTextCursor step_;    ///< in the line that is spoken of; null: none
    bool leaves_ = false; ///< the next Tab goes to another widget
};

} // namespace framescope::ui
