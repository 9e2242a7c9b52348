// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

class QLineEdit;
class QToolButton;

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
    /// Shows it, ready for typing.
    void open();
    void close();
    /// Shows the result: "3 of 17", "Not found".
    void setNote(const QString& note);
    void setMistake(const QString& mistake);

signals:
    /// The text to find has changed.
    void edited();
    void nextRequested();
    void previousRequested();
    void closed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QToolButton* addButton(const QString& icon, const QString& name, const char* object);

    QLineEdit* field_;
    QToolButton* case_;
    QToolButton* hex_; ///< null where there is only text
    ElidedLabel* note_;
};

} // namespace framescope::ui
