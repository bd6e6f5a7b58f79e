using System.Net;
using System.Text.Json.Nodes;
using AuthMethods.Tests.Authority;
using AuthMethods.Tests.Features;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Programs;

/// <summary>A service that hands out Temporary Access Passes to new employees, as an application.</summary>
public sealed class AccessPassApplicationTests : TenantTests
{
    [Theory]
    [InlineData("v1.0")]
    [InlineData("beta")]
    public async Task Pass_IsCreatedReadReplacedAndDeleted(string version)
    {
        var signedIn = (await _tenant.TokenAsync(TokenRequests.OfApplication())).Is(HttpStatusCode.OK);
        var app = _tenant.WithToken((string)signedIn.Json["access_token"]!);
        var passes = $"/{version}/users/{_tenant.Name("balas")}/authentication/temporaryAccessPassMethods";
        var start = DateTime.UtcNow.AddSeconds(-5).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Empty((await app.GetAnswerAsync(passes)).Is(HttpStatusCode.OK).Value);

        var created = (await app.PostAnswerAsync(
            passes,
            $$"""
            {"@odata.type":"#microsoft.graph.temporaryAccessPassAuthenticationMethod","startDateTime":"{{start}}","lifetimeInMinutes":"60","isUsableOnce":"false"}
            """))
            .Is(HttpStatusCode.Created).Json;
        Assert.Equal((60, false, true), ((int)created["lifetimeInMinutes"]!, (bool)created["isUsableOnce"]!, (bool)created["isUsable"]!));
        var first = (string)created["temporaryAccessPass"]!;

        var read = Assert.Single((await app.GetAnswerAsync(passes)).Is(HttpStatusCode.OK).Value)!;
        Assert.Equal(
            ((string?)created["id"], null, "EnabledByPolicy"),
            ((string?)read["id"], (string?)read["temporaryAccessPass"], (string?)read["methodUsabilityReason"]));
        (await _tenant.SignInAsync("balas", first)).Is(HttpStatusCode.OK);

        // Such services delete what exists before they create the next.
        (await app.DeleteAnswerAsync($"{passes}/{read["id"]}")).Is(HttpStatusCode.NoContent);
        (await app.GetAnswerAsync($"{passes}/{read["id"]}")).Is(HttpStatusCode.NotFound, "resourceNotFound");
        var second = (string)(await app.PostAnswerAsync(passes, """{"isUsableOnce":"true"}""")).Is(HttpStatusCode.Created).Json["temporaryAccessPass"]!;
        Assert.Equal(SignIns.WrongPassword, (await _tenant.SignInAsync("balas", first)).AadSts());
        (await _tenant.SignInAsync("balas", second)).Is(HttpStatusCode.OK);
        var refused = (await app.PostAnswerAsync(passes, """{"lifetimeInMinutes":"5"}""")).Is(HttpStatusCode.BadRequest, "badRequest");
        Assert.Equal("Invalid LifetimeInMinutes specified. The valid range between 60 and 480.", refused.ErrorMessage);
    }
}
