using System.Net;
using AuthMethods.Credentials;
using AuthMethods.Seed;
using AuthMethods.Tests.Authority;
using AuthMethods.Tests.Server;
using Microsoft.Extensions.DependencyInjection;

namespace AuthMethods.Tests.Credentials;

/// <summary>The time of an answer doesn't tell whom it is about: every path verifies the same number of slow hashes.</summary>
public sealed class HashOperationsTests : ServerTests
{
    // Adele has a password and the sample access pass.
    [Theory]
    [InlineData("kim", SampleTenant.Password, 0, "a user")]
    [InlineData("kim", "Wrong-Password-1", 50126, "a user, wrong password")]
    [InlineData("nobody", "Wrong-Password-1", 50126, "no user")]
    [InlineData("adele", "Wrong-Password-1", 50126, "a user with an access pass, wrong password")]
    [InlineData("adele", SampleTenant.Password, 0, "a user with an access pass, password")]
    [InlineData("adele", "Adele+Pass", 0, "a user with an access pass, pass")]
    [InlineData("guest", "Wrong-Password-1", 50126, "a user without a password")]
    [InlineData("disabled", "Wrong-Password-1", 50126, "a disabled user")]
    public async Task SignIn_VerifiesOneHash(string alias, string password, int code, string because)
    {
        var form = _tenant.OfUser(alias, ("password", password));

        Assert.Equal((1, code, because), (await HashesAsync(form), Guesser.Code(await _tenant.TokenAsync(form)), because));
    }

    [Theory]
    [InlineData("client_secret", SampleTenant.ProvisioningSecret, 0, "the right secret")]
    [InlineData("client_secret", "wrong", 7000215, "a wrong secret")]
    [InlineData("client_id", "00000000-0000-4000-8000-00000000dead", 700016, "no client")]
    [InlineData("client_id", "nonsense", 700016, "no id")]
    [InlineData("client_id", "14d82eec-204b-4c2f-b7e8-296a70dab67e", 7000215, "a client without a secret of this beginning")]
    public async Task ClientCredentials_VerifyOneHash(string field, string value, int code, string because)
    {
        var form = TokenRequests.OfApplication((field, value));

        var hashes = await HashesAsync(form);

        var answered = Guesser.Code(await _tenant.TokenAsync(form));
        Assert.True(hashes == 1, $"{because}: {hashes}");
        // A client that needs no secret is told so.
        Assert.True(answered == code || answered == 700025, $"{because}: {answered}");
    }

    [Fact]
    public async Task AUserOfManyCredentials_CostsAsMuchAsOneWithout()
    {
        var admin = await _tenant.AsAsync("global.admin");
        var path = $"/v1.0/users/{_tenant.Name("balas")}/authentication/temporaryAccessPassMethods";
        var pass = (string)(await admin.PostAnswerAsync(path, "{}")).Is(HttpStatusCode.Created).Json["temporaryAccessPass"]!;

        Assert.Equal(1, await HashesAsync(_tenant.OfUser("balas", ("password", "Wrong-Password-1"))));
        Assert.Equal(1, await HashesAsync(_tenant.OfUser("balas", ("password", pass))));
    }

    [Fact]
    public async Task ALockedName_CostsNoHash()
    {
        await new Guesser(_tenant).GuessAsync("kim", 10);

        Assert.Equal(0, await HashesAsync(_tenant.OfUser("kim")));
    }

    [Fact]
    public async Task TooManyAtOnce_AreRefusedAndNotQueuedForever()
    {
        var passwords = new Passwords(Microsoft.Extensions.Options.Options.Create(new Microsoft.AspNetCore.Identity.PasswordHasherOptions()));
        var all = Enumerable.Range(0, 150).Select(_ => Task.Run(() => passwords.HashAsync("Contoso-Dev-1!"))).ToArray();

        var refused = await Assert.ThrowsAsync<AuthMethods.Wire.Errors.GraphException>(() => Task.WhenAll(all));

        Assert.Equal(503, refused.Status);
        Assert.True(all.Count(t => t.IsCompletedSuccessfully) >= 100);
    }

    private async Task<int> HashesAsync((string Name, string Value)[] form)
    {
        var passwords = _server.Services.GetRequiredService<Passwords>();
        var before = passwords.Computed;
        await _tenant.TokenAsync(form);
        return passwords.Computed - before;
    }
}
