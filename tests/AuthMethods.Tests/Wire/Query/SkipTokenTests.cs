using System.Net;
using System.Security.Cryptography;
using System.Text;
using AuthMethods.Tests.Server;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Query;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Wire.Query;

/// <summary>Clients cannot forge skip tokens.</summary>
public sealed class SkipTokenTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("[]")]
    [InlineData("[\"\"]")]
    [InlineData("{")]
    public async Task List_WithATokenThatAClientMade_Answers400(string content)
    {
        var tenant = await SharedServer.TenantAsync();
        var admin = await tenant.AsAsync("global.admin");
        var bytes = Encoding.UTF8.GetBytes(content);
        var summed = SHA256.HashData([.. Encoding.UTF8.GetBytes($"{tenant.Id} User   "), 0, .. bytes])[..8];

        foreach (var token in new[] { WebEncoders.Base64UrlEncode(bytes), WebEncoders.Base64UrlEncode([.. summed, .. bytes]) })
        {
            (await admin.GetAnswerAsync($"/v1.0/users?$skiptoken={token}")).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        }
    }

    [Fact]
    public async Task List_WithATokenThatWasChanged_Answers400()
    {
        var admin = await (await SharedServer.TenantAsync()).AsAsync("global.admin");
        var next = (string)(await admin.GetAnswerAsync("/v1.0/users?$top=3")).Is(HttpStatusCode.OK).Json["@odata.nextLink"]!;
        (await admin.GetAnswerAsync(next)).Is(HttpStatusCode.OK);

        (await admin.GetAnswerAsync(next[..^1])).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        (await admin.GetAnswerAsync($"{next[..^6]}AAAAAA")).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
        (await admin.GetAnswerAsync($"{next}&$orderby=displayName")).Is(HttpStatusCode.BadRequest, "Request_BadRequest");
    }

    [Fact]
    public async Task Read_OfATokenWithTooFewValues_IsRefused()
    {
        var tokens = (await SharedServer.TenantAsync()).Server.Services.GetRequiredService<SkipTokens>();

        Assert.Equal(["a"], tokens.Read("list", tokens.Write("list", ["a"])));
        Assert.Throws<GraphException>(() => tokens.Read("another", tokens.Write("list", ["a"])));
    }
}
