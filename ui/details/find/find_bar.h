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
    /// Ctrl+F, F3 and Shift+F3 are for the bar while one of these widgets has the focus. The first
    /// of them gets the focus when the bar is closed.
    void serve(const QWidgetList& widgets);
    /// A button that opens the bar.
    QToolButton* makeOpenButton(const char* objectName, const QString& what);
    /// Shows it, ready for typing.
    void open();
    void close();
    /// Shows the result: "3 of 17", "Not found".
    void setNote(const QString& note);
    void setMistake(const QString& mistake);
    /// "3 of 17": which of the matches is at a place, where one was found there. Null is no match
    /// known yet.
    void showMatches(const present::FoundPlaces* matches, std::optional<std::uint64_t> place);

signals:
    /// The text to find has changed.
    void edited();
    void nextRequested();
    void previousRequested();
    void closed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QLineEdit* field_;
    QToolButton* case_;
    QToolButton* hex_; ///< null where there is only text
    ElidedLabel* note_;
};

} // namespace framescope::ui
