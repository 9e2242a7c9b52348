// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "ui/timeline/table/row_signs.h"

#include <QFontMetrics>
#include <QImage>
#include <QPainter>
#include <QTest>

#include <algorithm>

namespace tst_row_signs {

using namespace framescope;

class RowSignsTest : public QObject
{
    Q_OBJECT

private slots:
    void theTextAtTheEndHasTheRoomThatIsLeft_data();
    void theTextAtTheEndHasTheRoomThatIsLeft();
};

void RowSignsTest::theTextAtTheEndHasTheRoomThatIsLeft_data()
{
    QTest::addColumn<int>("before");
    QTest::addColumn<int>("said");
    QTest::addColumn<bool>("isWhole");
    QTest::addColumn<bool>("leavesRoom");
    QTest::newRow("both are short") << 200 << 100 << true << true;
    QTest::newRow("a long one beside a short preview") << 150 << 420 << true << true;
    QTest::newRow("beside a long preview") << 5000 << 380 << true << false;
    QTest::newRow("both are long") << 5000 << 5000 << false << false;
}

void RowSignsTest::theTextAtTheEndHasTheRoomThatIsLeft()
{
    QFETCH(int, before);
    QFETCH(int, said);
    QFETCH(bool, isWhole);
    QFETCH(bool, leavesRoom);
    QImage image(600, 24, QImage::Format_RGB32);
    QPainter painter(&image);
    const QFontMetrics metrics = painter.fontMetrics();
    QString text;
    while (metrics.horizontalAdvance(text + u'x') <= said) {
        text += u'x';
    }
    const QRect rest = ui::paintAtEnd(&painter, image.rect(), text, Qt::red, before);
    QCOMPARE(600 - rest.width() >= metrics.horizontalAdvance(text), isWhole);
    QCOMPARE(rest.width() >= before, leavesRoom);
    QVERIFY2(rest.width() >= std::min(before, 600 / 3 - 20), "the preview keeps a third");
}

FRAMESCOPE_TEST(RowSignsTest)

} // namespace tst_row_signs

#include "tst_row_signs.moc"
