// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/behaviours.h"

#include <QWidget>

#include <functional>
#include <vector>

class QFormLayout;
class QLabel;
class QLineEdit;

namespace framescope::ui {

class ChoiceField;
class DurationField;
class NumberField;

/// A form for what the client does by itself, and does wrong on purpose.
class BehavioursEditor : public QWidget
{
    Q_OBJECT

public:
    explicit BehavioursEditor(QWidget* parent = nullptr);

    /// What was chosen. While `check` fails, the key is the last one that was right.
    connection::Behaviours behaviours() const;
    void setBehaviours(const connection::Behaviours& behaviours);
    /// Whether the input can be used; what is wrong is also shown at its field.
    Result<void> check() const;

signals:
    /// Emitted when the user changed anything, right or wrong; not by `setBehaviours`.
    void changed();

private:
    void addRow(QFormLayout& form, const QString& label, const std::vector<QWidget*>& fields,
                std::function<QString()> explanation);
    void take();
    void show();
    QString ofPong() const;
    QString ofCloseReply() const;
    QString ofAfterClose() const;
    QString ofPieces() const;
    QString ofMask() const;

    /// A label below a field, and what it says for the current choice.
    struct Explanation
    {
        QLabel* label;
        std::function<QString()> text;
    };

    bool loading_ = false;
    wire::MaskKey key_{}; ///< the last one that was right
    ChoiceField* pong_;
    DurationField* pongDelay_;
    ChoiceField* closeReply_;
    NumberField* closeReplyCode_;
    DurationField* closeReplyDelay_;
    ChoiceField* afterClose_;
    DurationField* closeWait_;
    NumberField* pieceSize_;
    DurationField* piecePause_;
    ChoiceField* mask_;
    QLineEdit* maskKey_;
    std::vector<Explanation> explanations_;
};

} // namespace framescope::ui
