// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QSpinBox>
#include <QWheelEvent>

#include <chrono>
#include <vector>

class QTableWidget;

// The fields of which the pages of options are made.
namespace framescope::ui {

/// A field for a time in seconds, without needless zeros: "2.5 s". The wheel scrolls the page.
class DurationField : public QDoubleSpinBox
{
    Q_OBJECT

public:
    DurationField(const char* objectName, std::chrono::milliseconds least,
                  std::chrono::milliseconds most, QWidget* parent = nullptr);

    std::chrono::milliseconds duration() const;
    void setDuration(std::chrono::milliseconds duration);
    QString textFromValue(double value) const override;

protected:
    void wheelEvent(QWheelEvent* event) override { event->ignore(); }
};

/// A field for a number. The wheel scrolls the page.
class NumberField : public QSpinBox
{
    Q_OBJECT

public:
    NumberField(const char* objectName, int least, int most, QWidget* parent = nullptr);

protected:
    void wheelEvent(QWheelEvent* event) override { event->ignore(); }
};

/// A list to choose an enumerator from, whose entries are in the order of the enumeration. The
/// wheel scrolls the page.
class ChoiceField : public QComboBox
{
    Q_OBJECT

public:
    ChoiceField(const char* objectName, const QStringList& entries, QWidget* parent = nullptr);

    template <typename Enum>
    Enum choice() const
    {
        return static_cast<Enum>(currentIndex());
    }
    template <typename Enum>
    void setChoice(Enum choice)
    {
        setCurrentIndex(static_cast<int>(choice));
    }

protected:
    void wheelEvent(QWheelEvent* event) override { event->ignore(); }
};

/// The longest time that a field takes.
inline constexpr std::chrono::hours LongestTime{24};

/// A table of a few rows, which are chosen as a whole; more of them are scrolled.
QTableWidget* rowTable(const char* objectName, const QStringList& headers);

/// Fields side by side, as wide as they want to be.
QWidget* sideBySide(const std::vector<QWidget*>& fields);

/// The names in "a, b": without empty ones.
QStringList namesFrom(const QString& typed);

} // namespace framescope::ui
