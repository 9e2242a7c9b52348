// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <string>

class QLabel;
class QPlainTextEdit;

namespace framescope::ui {

/// A whole request head as text, and as it goes out: each line ended by CRLF, and an empty line at
/// the end. A head that is not edited goes out as it was given.
class RawRequestEdit : public QWidget
{
    Q_OBJECT

public:
    explicit RawRequestEdit(QWidget* parent = nullptr);

    QPlainTextEdit& field() { return *text_; }
    std::string request() const;
    void setRequest(const std::string& request);
    bool isEmpty() const;

signals:
    void edited();

private:
    void showBytes();

    std::string given_; ///< what `setRequest` was given, until the text is edited
    bool filling_ = false;
    QPlainTextEdit* text_;
    QLabel* summary_;
    QPlainTextEdit* bytes_;
};

} // namespace framescope::ui
