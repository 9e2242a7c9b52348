// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <cstdint>
#include <optional>

class QLineEdit;
class QToolButton;

namespace framescope::present {
struct FoundPlaces;
}

namespace framescope::ui {

class ElidedLabel;

/// Field for the text to find in a pane, with buttons for next and previous. Enter goes to the next
/// match, Shift+Enter to the previous one, Escape closes the bar.
class FindBar : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Text, TextOrHex };

    explicit FindBar(Kind kind, QWidget* parent = nullptr);

    QLineEdit* field() const { return field_; }
    QString text() const;
    bool isCaseSensitive() const;
    bool isHex() const;
    /// Handles Ctrl+F, F3 and Shift+F3 while one of these widgets has the focus. Closing the bar
    /// moves the focus to the first of them.
    void serve(const QWidgetList& widgets);
    /// Makes a button that opens the bar.
    QToolButton* makeOpenButton(const char* objectName, const QString& what);
    /// Shows the bar, ready for typing.
    void open();
    void close();
    /// Shows the result: "3 of 17", "Not found".
    void setNote(const QString& note);
    void setMistake(const QString& mistake);
    /// Shows "3 of 17": the number of the match at a place, if one was found there. Null `matches`:
    /// no match is known yet.
    void showMatches(const present::FoundPlaces* matches, std::optional<std::uint64_t> place);

signals:
    /// Emitted when the text to find has changed.
    void edited();
    void nextRequested();
    void previousRequested();
    void closed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QLineEdit* field_;
    QToolButton* case_;
    QToolButton* hex_; ///< null for Kind::Text
    ElidedLabel* note_;
};

} // namespace framescope::ui
