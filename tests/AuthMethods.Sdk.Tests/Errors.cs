using Microsoft.Graph.Models.ODataErrors;

namespace AuthMethods.Sdk.Tests;

internal static class Errors
{
    /// <summary>Asserts that a call throws the SDK's typed error with all its properties.</summary>
    public static async Task<ODataError> IsRefusedAsync(this Task call, int status, string code)
    {
        var error = await Assert.ThrowsAsync<ODataError>(() => call);
        Assert.Equal((status, code), (error.ResponseStatusCode, error.Error?.Code));
        Assert.False(string.IsNullOrEmpty(error.Error!.Message));
        Assert.NotNull(error.Error.InnerError?.Date);
        Assert.False(string.IsNullOrEmpty(error.Error.InnerError.RequestId));
        return error;
    }
}
