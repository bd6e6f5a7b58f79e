using AuthMethods.Access.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AuthMethods.Admin;

/// <summary>The administrators' pages and Security info. A host adds them and lets them answer before the API.</summary>
public static class AdminExtensions
{
    public static IServiceCollection AddAdmin(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ConsoleOptions>().Bind(configuration.GetSection("Console")).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<ConsoleOptions>, ConsoleOptionsValidator>();
    }

    /// <summary>Uses the pages if they are turned on. Nothing of them is loaded until somebody opens one.</summary>
    public static void UseAdmin(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<ConsoleOptions>>().Value;
        var canSignIn = !string.IsNullOrEmpty(options.ClientId) || app.Services.GetRequiredService<BuiltInIssuer>().IsEnabled;
        if (!(options.Enabled ?? (app.Environment.IsDevelopment() && canSignIn))) return;
        var pages = new Lazy<Pages>(() => new(app));
        app.Lifetime.ApplicationStopped.Register(() =>
        {
            if (pages.IsValueCreated) pages.Value.Dispose();
        });
        app.Use(next => http => Addresses.Owns(http.Request.Path) ? pages.Value.AnswerAsync(http) : next(http));
    }
}
