using System.Buffers;
using AuthMethods.Wire;

namespace AuthMethods.Tests.Wire;

/// <summary>The memory that a batch uses is bounded.</summary>
public sealed class BufferedResponseTests
{
    [Fact]
    public void Write_BeyondTheAllowance_FailsAndGivesBackWhatWasTaken()
    {
        var allowance = new Allowance(100);
        var (small, large) = (new BufferedResponse(allowance), new BufferedResponse(allowance));
        small.Write(new byte[40]);
        large.Write(new byte[50]);

        Assert.Throws<IOException>(() => large.Write(new byte[20]));

        Assert.Equal((true, false, 0), (large.IsTooLarge, small.IsTooLarge, large.Written.Length));
        small.Write(new byte[60]);
        Assert.Equal(100, small.Written.Length);
    }

    [Fact]
    public void Write_ByManyAtOnce_TakesNoMoreThanThereIs()
    {
        var allowance = new Allowance(1_000);
        var taken = 0;

        Parallel.For(0, 5_000, _ =>
        {
            if (allowance.Take(1)) Interlocked.Increment(ref taken);
        });

        Assert.Equal(1_000, taken);
        Assert.False(allowance.Take(1));
    }
}
