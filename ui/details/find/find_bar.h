// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

class QLineEdit;
class QToolButton;

namespace framescope::ui {

class ElidedLabel;

/// Where is typed what is to be found in a pane, with next and previous. Enter is next,
/// Shift+Enter previous, Escape closes it.
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
    /// What came of it: "3 of 17", "Not found".
    void setNote(const QString& note);
    void setMistake(const QString& mistake);

signals:
    /// What is to be found has changed.
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
