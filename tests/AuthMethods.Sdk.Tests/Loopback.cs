using System.Net;
using System.Net.NetworkInformation;
using AuthMethods.Tests.Server;

namespace AuthMethods.Sdk.Tests;

/// <summary>An installed application that listens for the answer of a sign-in in the browser.</summary>
internal static class Loopback
{
    /// <summary>Sends the answer to the application, which asked for a form.</summary>
    public static async Task ReturnAsync(FormBrowser browser)
    {
        Assert.True(browser.Action.StartsWith("http://localhost:", StringComparison.Ordinal), browser.Page.Text);
        var port = new Uri(browser.Action).Port;
        for (var attempt = 0; !IsListening(port); attempt++)
        {
            Assert.True(attempt < 600, "the application does not listen");
            await Task.Delay(50);
        }

        (await browser.SubmitAsync()).Is(HttpStatusCode.OK);
    }

    private static bool IsListening(int port) =>
        IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == port);
}
