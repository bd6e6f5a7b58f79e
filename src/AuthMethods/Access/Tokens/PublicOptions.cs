using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AuthMethods.Access.Tokens;

/// <summary>The section <c>Public</c>.</summary>
public sealed class PublicOptions
{
    /// <summary>The address that clients use, if it differs from the one the server listens on. Links and issuers begin with it.</summary>
    public string? Url { get; set; }

    /// <summary>Addresses or networks whose <c>X-Forwarded-*</c> headers are trusted, such as <c>10.0.0.0/8</c>.</summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];

    /// <summary>Parses an entry of <see cref="TrustedProxies"/>; null if it is neither an address nor a network.</summary>
    public static IPNetwork? NetworkOf(string proxy) =>
        IPNetwork.TryParse(proxy, out var network) ? network
            : IPAddress.TryParse(proxy, out var address) ? new(address, address.GetAddressBytes().Length * 8)
            : null;
}

internal sealed class PublicOptionsValidator(IHostEnvironment environment) : IValidateOptions<PublicOptions>
{
    public ValidateOptionsResult Validate(string? name, PublicOptions options)
    {
        var failures = new ValidateOptionsResultBuilder();
        if (options.Url is null && !environment.IsDevelopment())
        {
            // Otherwise links and issuers would contain the Host header, which callers choose.
            failures.AddError("Public:Url must be set outside Development, to the address that clients use, such as https://graph.contoso.com.");
        }

        if (options.Url is not null && !(Uri.TryCreate(options.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
        {
            failures.AddError("Public:Url must be an absolute address, such as https://graph.contoso.com.");
        }

        if (!options.TrustedProxies.All(proxy => PublicOptions.NetworkOf(proxy) is not null))
        {
            failures.AddError("Public:TrustedProxies must contain addresses or networks, such as 10.0.0.1 or 10.0.0.0/8.");
        }

        return failures.Build();
    }
}

internal static class PublicUrl
{
    /// <summary>Makes links and issuers use the configured public address instead of the request's.</summary>
    public static void UsePublicUrl(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<PublicOptions>>().Value.Url is not { } text) return;
        var url = new Uri(text);
        // Without the usual port, as browsers write origins.
        var host = HostString.FromUriComponent(url.Authority);
        app.Use((context, next) =>
        {
            context.Request.Scheme = url.Scheme;
            context.Request.Host = host;
            return next(context);
        });
    }
}
