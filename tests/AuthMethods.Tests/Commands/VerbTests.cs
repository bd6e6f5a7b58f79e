using AuthMethods.Server;
using AuthMethods.Server.Commands;
using AuthMethods.Storage;
using Microsoft.Extensions.Options;

namespace AuthMethods.Tests.Commands;

public sealed class VerbTests
{
    [Fact]
    public async Task Run_WithoutAnError_Exits0()
    {
        Assert.Equal(0, await Verb.RunAsync(() => Task.CompletedTask));
    }

    public static TheoryData<Exception> WhatItsUserCanPutRight => new()
    {
        new UsageException("There is no tenant."),
        Invalid("Storage"),
        new AggregateException(Invalid("Storage"), Invalid("Policy")),
    };

    [Theory]
    [MemberData(nameof(WhatItsUserCanPutRight))]
    public async Task Run_WhenTheUserCanFixTheError_Exits2(Exception exception)
    {
        Assert.Equal(2, await Verb.RunAsync(() => throw exception));
    }

    [Fact]
    public async Task Run_WhenInterrupted_Exits130() => Assert.Equal(130, await Verb.RunAsync(() => throw new OperationCanceledException()));

    [Fact]
    public async Task Run_WhenTheProgramIsAtFault_LetsTheExceptionThrough()
    {
        await Assert.ThrowsAsync<AggregateException>(() => Verb.RunAsync(() => throw new AggregateException(Invalid("Storage"), new InvalidDataException())));
    }

    private static OptionsValidationException Invalid(string section) => new(section, typeof(StorageOptions), [$"{section} is not as it should be."]);
}
